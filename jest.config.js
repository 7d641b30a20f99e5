const shared = {
  rootDir: __dirname,
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // Packages that ship ES modules only.
  transformIgnorePatterns: [
    '/node_modules/(?!(nodemailer|ical-generator|maildev|@maildev|@prisma/schema-engine-wasm|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit)/)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const UNIT = [
  '<rootDir>/tests/domain/',
  '<rootDir>/tests/draws/leximin/',
  '<rootDir>/tests/verify/',
  '<rootDir>/tests/ops/fairness/',
];

/**
 * Two projects: `unit` holds what computes and starts no server; `integration` gets one Postgres for the run, from which each
 * file takes its own database (tests/support/database.ts).
 */
module.exports = {
  reporters: ['default', '<rootDir>/tests/support/summary-reporter.js'],
  // Ends what hangs, and nothing else: machines are shared.
  testTimeout: 240_000,
  // Files wait for servers more than they compute.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/tests/support/longest-first.js',
  projects: [
    { ...shared, displayName: 'unit', testMatch: UNIT.map((folder) => `${folder}**/*.test.ts`) },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...UNIT],
      testEnvironment: '<rootDir>/tests/support/environment.js',
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
};
