const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take most of a minute or more, the longest first: begun last, one of them would be waited for alone. */
const LONGEST = [
  'chaos/killed',
  'ops/demo',
  'browser/whole-project',
  'browser/room',
  'workflows/acts',
  'browser/admin',
  'browser/crawl',
  'browser/draws',
  'browser/daily',
  'browser/pages',
  'workflows/forgotten',
  'mail/outage',
  'api/imports',
  'ops/start',
  'workflows/lives/failed',
  'workflows/lives/panel',
  'workflows/lives/passed',
  'browser/sign-in',
  'database/access-matrix',
  'api/fuzz',
].map((name) => `/tests/${name}.test.ts`);

/** Jest's own order, which on a fresh machine goes by the size of files, behind the files that are known to be long. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => LONGEST.findIndex((name) => path.endsWith(name));
    const known = tests.filter((test) => place(test) >= 0).sort((a, b) => place(a) - place(b));
    return [...known, ...super.sort(tests.filter((test) => place(test) < 0))];
  }
};
