import fc from 'fast-check';
import type { Departure, DepartureChange } from '../../../domain/draw/departure';
import { readPanelRule } from '../../../domain/draw/panel-rule';
import { planSeats } from '../../../domain/draw/plan-seats';
import type { Relaxation } from '../../../domain/draw/relaxation';
import panel from '../../../prisma/seed/rule-sets/default/panel.json';
import { refusalOf } from '../refusal-of';

const rule = readPanelRule(panel, 'panel');
const facts = { insidePlanningArea: false, volumes: 800, industry: '公路' };

const departure = (change: DepartureChange, approvedBy: string | null = 'director'): Departure => ({
  change,
  reason: '本市没有第二名航道专家',
  poolBefore: 30,
  poolAfter: 12,
  filters: [],
  highestChance: null,
  proposedBy: 'officer',
  approvedBy,
});

const drawnQuotas = (...given: Parameters<typeof planSeats>) =>
  planSeats(...given).seats.flatMap(({ role, quota }) => (role === 'expert' ? [quota] : []));

describe('planSeats', () => {
  it('plans five seats, two of them drawn', () => {
    const { seats, constraints, wantedTags } = planSeats(rule, facts);
    expect(seats).toEqual([
      { number: 1, role: 'leader', from: 'organiser', quota: null },
      { number: 2, role: 'deputy', from: 'organiser', quota: null },
      { number: 3, role: 'department', from: 'department', quota: null },
      { number: 4, role: 'expert', from: 'draw', quota: 'archives' },
      { number: 5, role: 'expert', from: 'draw', quota: 'transport' },
    ]);
    expect(constraints).toEqual({
      seats: 2,
      quotas: [
        { tag: 'archives', min: 1, max: 2 },
        { tag: 'transport', min: 1, max: 2 },
      ],
      perEmployer: 1,
    });
    expect(wantedTags).toEqual(['archives', 'transport']);
  });

  it('plans seven inside the planning area, with a seat for the urban-construction archives', () => {
    const { seats } = planSeats(rule, { ...facts, insidePlanningArea: true });
    expect(seats.map(({ role }) => role)).toEqual([
      'leader',
      'deputy',
      'department',
      'archives',
      'expert',
      'expert',
      'expert',
    ]);
    expect(drawnQuotas(rule, { ...facts, insidePlanningArea: true })).toEqual(['archives', 'transport', 'transport']);
  });

  it('plans seven from 2,000 volumes on, with an open seat for anybody', () => {
    expect(drawnQuotas(rule, { ...facts, volumes: 2_000 })).toEqual(['archives', 'transport', 'transport', null]);
    expect(planSeats(rule, { ...facts, volumes: 2_000 }).wantedTags).toBeNull();
    expect(planSeats(rule, { ...facts, volumes: 1_999 }).seats).toHaveLength(5);
  });

  it.each([
    ['公路', 'transport'],
    ['铁路', 'transport'],
    ['轨道交通', 'transport'],
    ['港口码头', 'transport'],
    ['水利', 'water'],
    ['农业', 'water'],
    ['能源电力', 'power'],
    ['市政', 'municipal'],
    ['环保', 'municipal'],
    ['房建公建', 'building'],
    ['工业', 'industrial'],
    ['信息', 'information'],
  ])('draws for %s from %s', (industry, group) => {
    expect(drawnQuotas(rule, { ...facts, industry })).toEqual(['archives', group]);
  });

  it.each(['其他', '', 'constructor'])('stops at the industry %j', (industry) => {
    expect(refusalOf(() => planSeats(rule, { ...facts, industry }))).toMatchObject({
      code: 'NO_SPECIALTY_MAP',
      details: { value: industry },
    });
  });

  it('takes the group that the director approved', () => {
    const approved = departure({ kind: 'specialty-group', group: 'building' });
    expect(drawnQuotas(rule, { ...facts, industry: '其他' }, [approved])).toEqual(['archives', 'building']);
  });

  it('departs from the template only with two people', () => {
    const change = { kind: 'per-employer', limit: 2 } as const;
    expect(refusalOf(() => planSeats(rule, facts, [departure(change, null)])).code).toBe('DEPARTURE_NEEDS_DIRECTOR');
    expect(refusalOf(() => planSeats(rule, facts, [departure(change, 'officer')])).code).toBe('SAME_PERSON');
    expect(planSeats(rule, facts, [departure(change)]).constraints.perEmployer).toBe(2);
  });

  it('departs in size, quotas and who may be drawn at all', () => {
    const { constraints, wantedTags } = planSeats(rule, facts, [
      departure({ kind: 'size', size: 9 }),
      departure({ kind: 'quota', tag: 'transport', min: 2, max: 3 }),
      departure({ kind: 'quota', tag: 'newcomer', min: 1, max: 2 }),
      departure({ kind: 'only', tags: ['transport'] }),
    ]);
    expect(constraints).toEqual({
      seats: 6,
      quotas: [
        { tag: 'archives', min: 1, max: 6 },
        { tag: 'transport', min: 2, max: 3 },
        { tag: 'newcomer', min: 1, max: 2 },
      ],
      perEmployer: 1,
    });
    expect(wantedTags).toEqual(['transport']);
  });

  it.each([
    ['even', { kind: 'size', size: 6 }],
    ['below five', { kind: 'size', size: 3 }],
    ['more required than drawn', { kind: 'quota', tag: 'transport', min: 2, max: 2 }],
  ] as const)('refuses a panel that is %s, whoever approves', (_, change) => {
    expect(refusalOf(() => planSeats(rule, facts, [departure(change)])).code).toBe('PANEL_TEMPLATE_INVALID');
  });

  it('is always odd, at least five, with at least two drawn', () => {
    const anyFacts = fc.record({
      insidePlanningArea: fc.boolean(),
      volumes: fc.nat(50_000),
      industry: fc.constantFrom(...Object.keys(rule.specialtyGroups)),
    });
    fc.assert(
      fc.property(anyFacts, (some) => {
        const { seats, constraints } = planSeats(rule, some);
        expect(seats.length % 2).toBe(1);
        expect(seats.length).toBeGreaterThanOrEqual(5);
        expect(constraints.seats).toBeGreaterThanOrEqual(2);
        expect(seats.map(({ number }) => number)).toEqual(seats.map((_, at) => at + 1));
        expect(seats.some(({ role }) => role === 'archives')).toBe(some.insidePlanningArea);
      }),
    );
  });
});

describe('readPanelRule', () => {
  it.each([
    ['panel.size.standard', { size: { ...panel.size, standard: 6 } }],
    ['panel.size.large', { size: { ...panel.size, large: 3 } }],
    ['panel.dice', { dice: 19 }],
    ['panel.perEmployer', { perEmployer: 0 }],
    ['panel.appointed[0].onlyInsidePlanningArea', { appointed: [{ role: 'leader', from: 'organiser' }] }],
    [
      'panel.eligibility.recusal.years',
      { eligibility: { ...panel.eligibility, recusal: { years: 0, partyRoles: ['owner'] } } },
    ],
  ])('refuses a wrong %s', (field, change) => {
    expect(refusalOf(() => readPanelRule({ ...panel, ...change }, 'panel'))).toMatchObject({
      code: 'RULE_SET_INVALID',
      details: { field },
    });
  });

  it('says which smaller numbers of drawn seats leave a lawful panel', () => {
    expect(planSeats(rule, facts).sizes).toEqual([]);
    expect(planSeats(rule, { ...facts, volumes: 2_000 }).sizes).toEqual([2]);
    const wide = planSeats(rule, facts, [departure({ kind: 'size', size: 9 })]);
    expect([wide.constraints.seats, wide.sizes]).toEqual([6, [4, 2]]);
  });

  it('relaxes several limits at once, each from where it stands', () => {
    const moves: Relaxation[] = [
      { kind: 'min', tag: 'transport', from: 2, to: 1 },
      { kind: 'employer', from: 1, to: 2 },
      { kind: 'seats', from: 4, to: 2 },
    ];
    const tighter = departure({ kind: 'quota', tag: 'archives', min: 2, max: 2 });
    const { constraints, seats } = planSeats(rule, { ...facts, volumes: 2_000 }, [
      departure({ kind: 'relaxation', moves }),
    ]);
    expect(seats).toHaveLength(5);
    expect(constraints).toMatchObject({ seats: 2, perEmployer: 2 });
    expect(constraints.quotas.map(({ tag, min }) => [tag, min])).toEqual([
      ['archives', 1],
      ['transport', 1],
    ]);
    const max: Relaxation[] = [{ kind: 'max', tag: 'archives', from: 2, to: 3 }];
    const widened = planSeats(rule, { ...facts, volumes: 2_000 }, [
      tighter,
      departure({ kind: 'relaxation', moves: max }),
    ]);
    expect(widened.constraints.quotas[0]).toEqual({ tag: 'archives', min: 2, max: 3 });
  });
});
