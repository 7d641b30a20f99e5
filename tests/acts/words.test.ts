import { APPLICATION_FIELDS } from '../../activities/acts/application/application-form';
import { REGISTRATION_FIELDS } from '../../activities/acts/registration/registration-form';
import { periodWord } from '../../activities/mail/words';
import { CLOCK_KIND_IDS } from '../../domain/clocks/clock-kind';
import { ACT_KINDS, actRule } from '../../domain/lifecycle/act-table';
import { OUTCOMES, ROUTES } from '../../domain/lifecycle/stage';
import { SEAT_ROLES } from '../../domain/panel/panel';
import { Channel } from '../../prisma/generated/client';
import papers from '../../prisma/seed/rule-sets/default/papers.json';
import words from '../../templates/mail/words.json';

const named = (group: keyof typeof words) => Object.keys(words[group]).sort();

test('every act that may be entered for somebody has a name for the mail that says so', () => {
  const enterable = ACT_KINDS.filter((kind) => actRule(kind).enterable);
  expect(named('act')).toEqual(expect.arrayContaining(enterable.sort()));
});

test('every field that a correction may name has the name that its form shows', () => {
  expect(named('registration')).toEqual([...REGISTRATION_FIELDS].sort());
  expect(named('application')).toEqual([...APPLICATION_FIELDS].sort());
});

test('every paper that is numbered has a name for the mail that says it was corrected', async () => {
  expect(named('paper')).toEqual(Object.keys(papers.series).sort());
});

test('every clock, channel, route, seat and outcome has a name for the mails that speak of it', () => {
  expect(named('clock')).toEqual([...CLOCK_KIND_IDS].sort());
  expect(named('channel')).toEqual(Object.keys(Channel).sort());
  expect(named('route')).toEqual([...ROUTES].sort());
  expect(named('seat')).toEqual([...SEAT_ROLES].sort());
  expect(named('outcome')).toEqual([...OUTCOMES].sort());
  // Each may be why a round ends.
  expect(named('reason')).toEqual(expect.arrayContaining([...OUTCOMES]));
});

test('a period is told as people write it', () => {
  expect([periodWord('2027Q1'), periodWord('2027H2')]).toEqual(['2027年第一季度', '2027年下半年']);
});
