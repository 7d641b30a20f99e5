import fc from 'fast-check';
import { readPanelRule } from '../../../domain/draw/panel-rule';
import { type EligibilityContext, FILTERS, filterPool } from '../../../domain/eligibility/filter-pool';
import type { PoolPerson, Relation } from '../../../domain/eligibility/pool-person';
import type { Organisation } from '../../../domain/eligibility/recusal';
import panel from '../../../prisma/seed/rule-sets/default/panel.json';

const { eligibility: rule } = readPanelRule(panel, 'panel');

const person = (id: string, change: Partial<PoolPerson> = {}): PoolPerson => ({
  id,
  employerId: `employer of ${id}`,
  status: 'active',
  regulatorStaff: false,
  specialties: ['archives'],
  titleLevel: 'senior',
  yearsInField: 20,
  birthDate: '1970-05-05',
  joinedOn: '2015-01-01',
  relations: [],
  selfRecused: false,
  unavailable: [],
  seats: [],
  ...change,
});

const relation = (change: Partial<Relation>): Relation => ({
  kind: 'employment',
  organisationId: null,
  organisationName: null,
  until: null,
  ...change,
});

const organisation = (id: string, change: Partial<Organisation> = {}): Organisation => ({
  id,
  names: [`${id}公司`],
  parentGroupId: null,
  successorOfId: null,
  ...change,
});

const context: EligibilityContext = {
  rule,
  wantedTags: ['archives', 'transport'],
  freezeOn: '2026-11-20',
  halfDays: ['2026-12-09/morning', '2026-12-09/afternoon'],
  parties: [
    { organisationId: 'owner', role: 'owner' },
    { organisationId: 'builder', role: 'construction' },
    { organisationId: 'department', role: 'department' },
  ],
  organisations: [
    organisation('owner', { parentGroupId: 'holding' }),
    organisation('builder', { names: ['佛山市第一建筑（集团）公司', '佛山一建'], successorOfId: 'old builder' }),
    organisation('old builder'),
    organisation('heir of the owner', { successorOfId: 'owner' }),
    organisation('sister', { parentGroupId: 'holding' }),
    organisation('holding'),
    organisation('department'),
  ],
};

/** The code that removes `candidate`, next to a colleague whom nothing removes. */
const codeFor = (candidate: PoolPerson, change: Partial<EligibilityContext> = {}) =>
  filterPool([candidate, person('other')], { ...context, ...change }).excluded.find(({ id }) => id === candidate.id)
    ?.code;

const seats = (count: number, takenOn: string, meetingOn: string) =>
  Array.from({ length: count }, () => ({ takenOn, meetingOn }));

describe('status and qualification', () => {
  it.each([
    ['NOT_ACTIVE', { status: 'suspended' }],
    ['NOT_ACTIVE', { status: 'ended' }],
    ['REGULATOR_STAFF', { regulatorStaff: true }],
    ['AGE_UNKNOWN', { birthDate: null }],
    ['AGE', { birthDate: '1956-12-09' }],
    [undefined, { birthDate: '1956-12-10' }],
    ['QUALIFICATION', { titleLevel: 'intermediate', yearsInField: 7 }],
    [undefined, { titleLevel: 'intermediate', yearsInField: 8 }],
    [undefined, { titleLevel: 'senior', yearsInField: 0 }],
    ['QUALIFICATION', { titleLevel: 'junior', yearsInField: 40 }],
  ] as const)('%s: %j', (code, change) => {
    expect(codeFor(person('p', change))).toBe(code);
  });
});

describe('specialty', () => {
  it('wants a fitting specialty unless some seat is open', () => {
    const water = person('p', { specialties: ['water'] });
    expect(codeFor(water)).toBe('SPECIALTY');
    expect(codeFor(water, { wantedTags: null })).toBeUndefined();
  });
});

describe('recusal', () => {
  it.each([
    ['a relation that lasts', 'RECUSED_EMPLOYMENT', relation({ organisationId: 'owner' })],
    [
      'one that ended three years ago to the day',
      'RECUSED_ADVICE',
      relation({ kind: 'advice', organisationId: 'owner', until: '2023-11-20' }),
    ],
    ['one that ended a day earlier', undefined, relation({ organisationId: 'owner', until: '2023-11-19' })],
    ['kin', 'RECUSED_KINSHIP', relation({ kind: 'kinship', organisationId: 'builder' })],
    ['a dispute', 'RECUSED_DISPUTE', relation({ kind: 'dispute', organisationId: 'builder', until: '2025-01-01' })],
    ['a share', 'RECUSED_INVESTMENT', relation({ kind: 'investment', organisationId: 'builder' })],
    ['the predecessor', 'RECUSED_EMPLOYMENT', relation({ organisationId: 'old builder', until: '2024-06-30' })],
    ['the successor', 'RECUSED_EMPLOYMENT', relation({ organisationId: 'heir of the owner' })],
    ['a former name', 'RECUSED_EMPLOYMENT', relation({ organisationName: ' 佛山 一建' })],
    ['a name with other brackets', 'RECUSED_EMPLOYMENT', relation({ organisationName: '佛山市第一建筑(集团)公司' })],
    ["the predecessor's name", 'RECUSED_OTHER', relation({ kind: 'other', organisationName: 'old builder公司' })],
    ['a party that does not count', undefined, relation({ organisationId: 'department' })],
    ['a stranger', undefined, relation({ organisationName: '佛山二建' })],
  ])('%s', (_, code, tie) => {
    expect(codeFor(person('p', { relations: [tie] }))).toBe(code);
  });

  it('counts the employer of today and what a person says himself', () => {
    expect(codeFor(person('p', { employerId: 'owner' }))).toBe('RECUSED_EMPLOYMENT');
    expect(codeFor(person('p', { selfRecused: true }))).toBe('SELF_RECUSED');
    expect(codeFor(person('p', { employerId: null }))).toBeUndefined();
  });

  it('flags the same group without removing', () => {
    const pool = [
      person('sister', { employerId: 'sister' }),
      person('holding', { relations: [relation({ organisationName: 'holding公司', until: '2024-01-01' })] }),
      person('long ago', { relations: [relation({ organisationId: 'sister', until: '2020-01-01' })] }),
    ];
    const { eligible, flagged } = filterPool(pool, context);
    expect(eligible).toHaveLength(3);
    expect(flagged).toEqual([
      { id: 'holding', code: 'SAME_GROUP', organisationIds: ['owner'] },
      { id: 'sister', code: 'SAME_GROUP', organisationIds: ['owner'] },
    ]);
  });
});

describe('yearly cap', () => {
  it('counts meetings in the calendar year of this one', () => {
    expect(codeFor(person('p', { seats: seats(4, '2025-01-05', '2026-01-20') }))).toBe('YEARLY_CAP');
    expect(codeFor(person('p', { seats: seats(3, '2025-01-05', '2026-01-20') }))).toBeUndefined();
    expect(codeFor(person('p', { seats: seats(9, '2025-01-05', '2025-12-30') }))).toBeUndefined();
  });
});

describe('availability', () => {
  it('gives nothing away but UNAVAILABLE', () => {
    expect(codeFor(person('p', { unavailable: ['2026-12-09/afternoon'] }))).toBe('UNAVAILABLE');
    expect(codeFor(person('p', { unavailable: ['2026-12-10/morning'] }))).toBeUndefined();
  });
});

describe('load', () => {
  const recent = (count: number) => ({ seats: seats(count, '2026-03-01', '2027-03-20') });

  it('is compared with the lowest of those left, not of the pool', () => {
    const pool = [
      person('idle', { status: 'suspended' }),
      person('two', recent(2)),
      person('four', recent(4)),
      person('five', recent(5)),
    ];
    const { excluded } = filterPool(pool, { ...context, rule: { ...rule, yearlyCap: 9 } });
    expect(excluded.map(({ id, code }) => [id, code])).toEqual([
      ['five', 'LOAD'],
      ['idle', 'NOT_ACTIVE'],
    ]);
  });

  it('looks back twelve months from the freeze', () => {
    const pool = [
      person('new', {}),
      person('on the day', { seats: seats(3, '2025-11-20', '2025-12-01') }),
      person('a day later', { seats: seats(3, '2025-11-21', '2025-12-01') }),
    ];
    expect(filterPool(pool, context).excluded).toEqual([{ id: 'a day later', filter: 'load', code: 'LOAD' }]);
  });

  it('starts who joined within the year at the median of the others', () => {
    const pool = [
      person('a', recent(1)),
      person('b', recent(2)),
      person('c', recent(3)),
      person('joined', { joinedOn: '2026-02-01', ...recent(1) }),
    ];
    const loads = Object.fromEntries(filterPool(pool, context).eligible.map(({ id, load }) => [id, load]));
    expect(loads).toEqual({ a: 1, b: 2, c: 3, joined: 3 });
    expect(filterPool(pool, context).eligible.at(-1)!.tags).toEqual(['archives', 'newcomer']);
  });

  const loadOf = (id: string, pool: PoolPerson[]) =>
    filterPool(pool, { ...context, rule: { ...rule, yearlyCap: 9, load: { months: 12, slack: 9 } } }).eligible.find(
      (one) => one.id === id,
    )!.load;

  it('counts what a newcomer took in other pools before as what he took, not on top of the median', () => {
    const settled = [person('a', recent(1)), person('b', recent(1)), person('c', recent(1))];
    const from = (pool: string, joinedOn: string) => person(pool, { joinedOn, ...recent(3) });
    expect(loadOf('elsewhere', [...settled, from('elsewhere', '2026-06-01')])).toBe(3);
    expect(loadOf('here', [...settled, from('here', '2026-02-01')])).toBe(4);
  });

  it('takes the median of those who are in the pool still', () => {
    const left = ['x', 'y', 'z'].map((id) => person(id, { status: 'ended' }));
    const pool = [...left, person('a', recent(2)), person('b', recent(3)), person('new', { joinedOn: '2026-06-01' })];
    expect(loadOf('new', pool)).toBe(2);
  });
});

describe('filterPool', () => {
  const anyPerson = fc.record({
    status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const),
    specialties: fc.subarray(['archives', 'transport', 'water']),
    relations: fc.array(
      fc.constantFrom(relation({ organisationId: 'owner' }), relation({ organisationId: 'sister' })),
      { maxLength: 1 },
    ),
    unavailable: fc.subarray(['2026-12-09/morning', '2026-12-10/morning'] as const),
    seats: fc.integer({ min: 0, max: 6 }).map((count) => seats(count, '2026-03-01', '2026-04-01')),
    joinedOn: fc.constantFrom('2015-01-01', '2026-06-01'),
  });
  const anyPool = fc
    .array(anyPerson, { maxLength: 12 })
    .map((changes) => changes.map((change, at) => person(`p${at}`, change)));

  it('accounts for everybody, step by step, in the fixed order', () => {
    fc.assert(
      fc.property(anyPool, (pool) => {
        const { eligible, excluded, steps } = filterPool(pool, context);
        expect(steps.map(({ filter }) => filter)).toEqual(FILTERS);
        expect([...eligible, ...excluded].map(({ id }) => id).sort()).toEqual(pool.map(({ id }) => id).sort());
        let left = pool.length;
        for (const step of steps) {
          left -= step.removed;
          expect(step.left).toBe(left);
          expect(excluded.filter(({ filter }) => filter === step.filter)).toHaveLength(step.removed);
          expect(Object.values(step.byCode).reduce((sum, count) => sum + count, 0)).toBe(step.removed);
        }
        expect(left).toBe(eligible.length);
      }),
    );
  });

  it('leaves nobody who is recused, away, over the cap or overloaded', () => {
    fc.assert(
      fc.property(anyPool, (pool) => {
        const { eligible } = filterPool(pool, context);
        const people = eligible.map(({ id }) => pool.find((one) => one.id === id)!);
        expect(people.some(({ relations }) => relations.some((tie) => tie.organisationId === 'owner'))).toBe(false);
        expect(people.some(({ unavailable }) => unavailable.includes('2026-12-09/morning'))).toBe(false);
        expect(people.some((one) => one.seats.length >= rule.yearlyCap)).toBe(false);
        const loads = eligible.map(({ load }) => load);
        expect(Math.max(0, ...loads) - Math.min(99, ...loads)).toBeLessThanOrEqual(rule.load.slack);
      }),
    );
  });

  it('does not depend on the order of the pool', () => {
    fc.assert(
      fc.property(anyPool, (pool) => {
        expect(filterPool(pool.toReversed(), context)).toEqual(filterPool(pool, context));
      }),
    );
  });
});
