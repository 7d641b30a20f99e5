const { TestEnvironment } = require('jest-environment-node');

/**
 * Node's environment plus a list of what a test file opened (`tests/support/open-resources.ts`). What is still open after the
 * file's last hook is closed here and fails the file: a leaked server or worker is a bug of the code or of the test.
 */
module.exports = class LeakCheckingEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.file = context.testPath;
    this.open = new Map();
    this.global.openResources = this.open;
  }

  async teardown() {
    const leaked = [...this.open.keys()].map(({ name }) => name);
    for (const close of [...this.open.values()].reverse()) await close().catch((error) => leaked.push(String(error)));
    await super.teardown();
    if (leaked.length > 0) throw new Error(`left open by ${this.file}: ${leaked.join('; ')}`);
  }
};
