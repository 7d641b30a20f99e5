const { projects, testTimeout } = require('./jest.config.js');

/** `npm run histories`: stores histories of today's workflows beside those of before; `-- installation` only some (tests/replay). */
module.exports = {
  ...projects.find(({ displayName }) => displayName === 'integration'),
  testMatch: ['<rootDir>/tests/replay/record-*.ts'],
  testTimeout,
};
