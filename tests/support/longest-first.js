const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take a minute or more, the longest first: begun last, one of them would be waited for alone. */
const LONGEST = [
  'ops/demo',
  'workflows/acts',
  'api/fuzz',
  'chaos/killed',
  'browser/pages',
  'workflows/lives/failed',
  'mail/outage',
  'workflows/lives/panel',
].map((name) => `/tests/${name}.test.ts`);

/** Jest's own order, which on a fresh machine goes by the size of files, behind the files that are known to be long. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => LONGEST.findIndex((name) => path.endsWith(name));
    const known = tests.filter((test) => place(test) >= 0).sort((a, b) => place(a) - place(b));
    return [...known, ...super.sort(tests.filter((test) => place(test) < 0))];
  }
};
