import { checkDeparture } from '../../../domain/draw/check-departure';
import type { DepartureChange } from '../../../domain/draw/departure';
import { readPanelRule } from '../../../domain/draw/panel-rule';
import { planSeats } from '../../../domain/draw/plan-seats';
import panel from '../../../prisma/seed/rule-sets/default/panel.json';
import { refusalOf } from '../refusal-of';

const rule = readPanelRule(panel, 'panel');
/** Seven seats, four drawn: one for the archives, two for transport. */
const plan = planSeats(rule, { insidePlanningArea: false, volumes: 2_000, industry: '公路' });

test('a change that means something passes', () => {
  const changes: DepartureChange[] = [
    { kind: 'specialty-group', group: 'water' },
    { kind: 'quota', tag: 'newcomer', min: 0, max: 0 },
    { kind: 'only', tags: ['archives', 'transport'] },
    { kind: 'per-employer', limit: 2 },
    { kind: 'size', size: 9 },
    { kind: 'narrow-pool' },
    {
      kind: 'relaxation',
      moves: [
        { kind: 'min', tag: 'transport', from: 2, to: 1 },
        { kind: 'employer', from: 1, to: 2 },
        { kind: 'seats', from: 4, to: 2 },
      ],
    },
  ];
  for (const change of changes) checkDeparture(change, rule, plan);
  expect(plan.sizes).toEqual([2]);
});

test.each<[string, DepartureChange, string, unknown]>([
  ['a group nobody knows', { kind: 'specialty-group', group: 'bridges' }, 'change.group', 'bridges'],
  ['a quota of a group nobody knows', { kind: 'quota', tag: '交通', min: 1, max: 2 }, 'change.tag', '交通'],
  ['a quota whose maximum is below its minimum', { kind: 'quota', tag: 'water', min: 3, max: 1 }, 'change.max', 1],
  ['a filter for a group nobody knows', { kind: 'only', tags: ['water', 'x'] }, 'change.tags[1]', 'x'],
  [
    'a relaxation of a quota that there is not',
    { kind: 'relaxation', moves: [{ kind: 'min', tag: 'water', from: 1, to: 0 }] },
    'change.moves[0].tag',
    'water',
  ],
  [
    'a relaxation from what the rule does not say any more',
    { kind: 'relaxation', moves: [{ kind: 'min', tag: 'transport', from: 3, to: 1 }] },
    'change.moves[0].from',
    3,
  ],
  [
    'a minimum made tighter',
    { kind: 'relaxation', moves: [{ kind: 'min', tag: 'transport', from: 2, to: 3 }] },
    'change.moves[0].to',
    3,
  ],
  [
    'a maximum made tighter',
    { kind: 'relaxation', moves: [{ kind: 'max', tag: 'transport', from: 4, to: 3 }] },
    'change.moves[0].to',
    3,
  ],
  ['an even panel', { kind: 'relaxation', moves: [{ kind: 'seats', from: 4, to: 3 }] }, 'change.moves[0].to', 3],
  [
    'one limit twice',
    {
      kind: 'relaxation',
      moves: [
        { kind: 'employer', from: 1, to: 2 },
        { kind: 'employer', from: 1, to: 3 },
      ],
    },
    'change.moves[1]',
    'employer',
  ],
])('refuses %s', (_, change, field, value) => {
  const refusal = refusalOf(() => checkDeparture(change, rule, plan));
  expect(refusal).toMatchObject({ code: 'BAD_INPUT', details: { field, value, allowed: expect.anything() } });
});

test('without a specialty group there is nothing to relax yet', () => {
  const relaxation = { kind: 'relaxation', moves: [{ kind: 'employer', from: 1, to: 2 }] } as const;
  expect(
    refusalOf(() => checkDeparture({ ...relaxation, moves: [...relaxation.moves] }, rule, null)).details.field,
  ).toBe('change.kind');
});
