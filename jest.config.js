const { availableParallelism } = require('node:os');

/**
 * Loaded once a worker instead of once a file (tests/support/outside.js). Fit for that is what neither keeps state of a test nor asks
 * whether something is an Array or a Promise of its own realm.
 */
const OUTSIDE = '@prisma/(client|adapter-pg)|pg|@temporalio/[^/]+|pinyin-pro|playwright-core';

/** Ships ES modules only. */
const MODULES =
  'nodemailer|ical-generator|maildev|@maildev|@prisma/schema-engine-wasm|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit';

const shared = {
  rootDir: __dirname,
  transform: {
    [`/node_modules/(${OUTSIDE})/.+\\.c?js$`]: '<rootDir>/tests/support/outside.js',
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${OUTSIDE}|${MODULES})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testEnvironment: '<rootDir>/tests/support/environment.js',
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
  // A third of the time of a file it waits for servers, so that two files on two processors leave them idle.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: '<rootDir>/tests/support/longest-first.js',
  projects: [
    { ...shared, displayName: 'unit', testMatch: UNIT.map((folder) => `${folder}**/*.test.ts`) },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...UNIT],
      globalSetup: '<rootDir>/tests/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
    },
  ],
};
