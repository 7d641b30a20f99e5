const { types } = require('node:util');
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
    this.shareRealm();
  }

  /** The way to packages that are loaded outside (tests/support/outside.js), and what lets them and a file know each other's values. */
  shareRealm() {
    const { global } = this;
    global.outside = require;
    global.Date = Date;
    // Both realms throw errors by themselves, so a file takes errors of both for errors.
    const isInstance = Function.prototype[Symbol.hasInstance];
    Object.defineProperty(global.Error, Symbol.hasInstance, {
      value(thing) {
        return this === global.Error
          ? types.isNativeError(thing) || isInstance.call(this, thing)
          : isInstance.call(this, thing);
      },
    });
  }

  async teardown() {
    const leaked = [...this.open.keys()].map(({ name }) => name);
    for (const close of [...this.open.values()].reverse()) await close().catch((error) => leaked.push(String(error)));
    await super.teardown();
    if (leaked.length > 0) throw new Error(`left open by ${this.file}: ${leaked.join('; ')}`);
  }
};
