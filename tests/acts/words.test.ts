import { APPLICATION_FIELDS } from '../../activities/acts/application/application-form';
import { REGISTRATION_FIELDS } from '../../activities/acts/registration/registration-form';
import { adviceOn, exhaustionInWords, limitsInWords, movesInWords } from '../../activities/draws/relaxation-words';
import { periodWord, WORDS } from '../../activities/mail/words';
import { CLOCK_KIND_IDS } from '../../domain/clocks/clock-kind';
import type { Relaxation } from '../../domain/draw/relaxation';
import { ACT_KINDS, actRule } from '../../domain/lifecycle/act-table';
import { OUTCOMES, ROUTES } from '../../domain/lifecycle/stage';
import { SEAT_ROLES } from '../../domain/panel/panel';
import { OFFICE_PAPERS, PAPER_KINDS } from '../../domain/papers/paper-kind';
import { Channel } from '../../prisma/generated/client';
import panel from '../../prisma/seed/rule-sets/default/panel.json';
import papers from '../../prisma/seed/rule-sets/default/papers.json';

const named = (group: keyof typeof WORDS) => Object.keys(WORDS[group]).sort();

test('every act that may be entered for somebody has a name for the mail that says so', () => {
  const enterable = ACT_KINDS.filter((kind) => actRule(kind).enterable);
  expect(named('act')).toEqual(expect.arrayContaining(enterable.sort()));
});

test('every field that a correction may name has the name that its form shows', () => {
  expect(named('registration')).toEqual([...REGISTRATION_FIELDS].sort());
  expect(named('application')).toEqual([...APPLICATION_FIELDS].sort());
});

test('every paper has a name for the mail that says it was corrected, and what is numbered is one', () => {
  expect(named('paper')).toEqual([...PAPER_KINDS, ...OFFICE_PAPERS].sort());
  expect(PAPER_KINDS).toEqual(expect.arrayContaining(Object.keys(papers.series)));
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

describe('a relaxation is told as an officer reads it', () => {
  const { groupNames: names } = panel;
  const min: Relaxation = { kind: 'min', tag: 'transport', from: 2, to: 1 };
  const employer: Relaxation = { kind: 'employer', from: 1, to: 2 };

  test('each limit, and several together', () => {
    expect(movesInWords([min], names)).toBe('交通组至少2人放宽为1人');
    expect(movesInWords([{ kind: 'max', tag: 'archives', from: 1, to: 3 }], names)).toBe('档案组至多1人放宽为3人');
    expect(movesInWords([employer, { kind: 'seats', from: 4, to: 2 }], names)).toBe(
      '同一单位至多1人放宽为2人，同时抽取人数由4人减为2人',
    );
  });

  test('all ways of the least size, or as many as one can weigh; where none helps, what else would', () => {
    expect(adviceOn([[min], [employer]], names)).toBe(
      '可提请负责人批准放宽：交通组至少2人放宽为1人；或者同一单位至多1人放宽为2人',
    );
    const six = Array.from({ length: 6 }, () => [min]);
    expect(adviceOn(six, names)).toContain('；另有2种同等幅度的放宽');
    expect(adviceOn([], names)).toContain('借用上级专家库');
  });

  test('who has nobody left hears which groups are short, and both ways on', () => {
    expect(exhaustionInWords([[min, employer]], names)).toBe(
      '名单内已无人可补，缺交通组。可就空缺席位另行编号抽取。可提请负责人批准放宽：交通组至少2人放宽为1人，同时同一单位至多1人放宽为2人。',
    );
    expect(exhaustionInWords([[employer]], names)).toMatch(/^名单内已无人可补。可就/);
  });

  test('who was passed over, why', () => {
    expect(limitsInWords([{ kind: 'max', tag: 'archives' }, { kind: 'employer' }], names)).toBe(
      '档案组人数已满、同一单位人数已满',
    );
    expect(limitsInWords([{ kind: 'min', tag: 'transport' }], names)).toBe('另须先补足交通组');
    expect(limitsInWords([{ kind: 'seats' }], names)).toBe('其余席位将无人可补');
  });
});
