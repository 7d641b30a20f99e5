const { createHash } = require('node:crypto');

/**
 * A jest transform for packages that are dear to load and quick once they are warm: a file of theirs is not run again for every
 * test file but taken from the worker process, where Node keeps it (`outside` of tests/support/environment.js). In
 * globalSetup, which runs there already, it is what it is.
 */
const code = `if (typeof outside === 'function') module.exports = outside(__filename);
else module._compile(require('node:fs').readFileSync(__filename, 'utf8'), __filename);`;

module.exports = {
  process: () => ({ code }),
  getCacheKey: (_source, file) => createHash('sha256').update(code).update(file).digest('hex'),
};
