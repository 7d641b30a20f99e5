import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { phraseKey, ruleFaultInWords } from '../../api/pages/rules/fault-words';
import { wordsOf } from '../../api/pages/words';

const DOMAIN = join(__dirname, '..', '..', 'domain');

/** What the readers of rules say is allowed, with a figure for what stands in it. */
function phrases(): string[] {
  const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' }).filter(
    // The readers themselves pass on what they are given.
    (name) => name.endsWith('.ts') && name !== join('rules', 'reader.ts'),
  );
  const calls = files.flatMap((name) => [
    ...readFileSync(join(DOMAIN, name), 'utf8').matchAll(/\binvalid\(([^;]*?)\)[;,)]/g),
  ]);
  const said = calls.flatMap(([, given]) => [...given!.matchAll(/, (?:\w+ \? )?(['`])([^'`]+)\1(?: : '(\w+)')?$/g)]);
  return [
    ...said.flatMap(([, , first, second]) => [first!, ...(second ? [second] : [])]),
    ...['text', 'object', 'integer from 1', 'integer from 1 to 3', 'list of at least 1', 'an entry not listed before'],
  ].map((phrase) => phrase.replace(/\$\{[^}]*\}/g, '7'));
}

test.each(['zh-CN', 'en'] as const)('all that a rule may have to be has words in %s', (locale) => {
  const found = [...new Set(phrases())];
  expect(found.length).toBeGreaterThan(25);
  const missing = found.filter((phrase) => wordsOf(locale).find(`rules.allowed.${phraseKey(phrase)}`) === null);
  expect(missing).toEqual([]);
});

test.each([
  [{ field: 'meeting.minimumPanel', allowed: 'at most 5, the smallest panel' }, '不大于5，即最小的验收组人数'],
  [{ field: 'scoring.sectionFloors[1].percent', allowed: 'integer from 1 to 100' }, '1到100的整数'],
  [{ field: 'office.mailHours.to', allowed: 'later than 08:30' }, '晚于08:30'],
  [{ field: 'scoring.decides', allowed: ['vote', 'score'] }, /\p{Script=Han}.*、.*\p{Script=Han}/u],
])('%j', (details, allowed) => {
  const said = ruleFaultInWords(details, wordsOf('zh-CN'));
  expect(said.allowed).toMatch(allowed);
  expect(said.field).toMatch(/^\p{Script=Han}[\s\S]* › /u);
});
