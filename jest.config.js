/** One jest project; every file that needs a database takes its own from a template (tests/support). */
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: ['/node_modules/(?!(nodemailer|ical-generator)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
