import fc from 'fast-check';
import type { Question } from '../../../domain/draw/constraints';
import { completable } from '../../../domain/draw/feasibility';
import { fixedStrata } from '../../../domain/draw/fixed-strata';
import { fraction, toText } from '../../../domain/draw/fraction';
import { lotteryOf } from '../../../domain/draw/lotteries';
import { planDraw } from '../../../domain/draw/plan-draw';
import { refusalOf } from '../refusal-of';
import { chanceToSit, countPanels } from './count-panels';
import { noTable } from './frozen';
import { numbersFrom } from './pools';
import { anyQuestion, evenTable, people } from './questions';

const disjoint: Question = {
  candidates: people([['archives'], ['archives'], ['transport'], ['transport'], ['transport']]),
  kept: [],
  constraints: {
    seats: 2,
    quotas: [
      { tag: 'archives', min: 1, max: 2 },
      { tag: 'transport', min: 1, max: 2 },
    ],
    perEmployer: 1,
  },
};
const { candidates, constraints } = disjoint;

describe('planDraw', () => {
  it('draws by tickets where strata are disjoint and their counts fixed', () => {
    const plan = planDraw(disjoint, noTable);
    expect(plan.kind).toBe('tickets');
    expect(plan.chances.map(({ chance }) => chance)).toEqual(['1/2', '1/2', '1/3', '1/3', '1/3']);
  });

  it('sees counts that are fixed by more than one quota', () => {
    const forced = { ...constraints, seats: 3, quotas: [{ tag: 'archives', min: 0, max: 1 }, constraints.quotas[1]!] };
    const kept = [{ id: 'k', tags: ['transport'], employer: 'elsewhere' }];
    expect(planDraw({ candidates, kept, constraints: forced }, noTable).chances[0]!.chance).toBe('1/2');
  });

  it.each<[string, Question]>([
    ['an open seat', { ...disjoint, constraints: { ...constraints, seats: 3 } }],
    [
      'a person in two strata',
      { ...disjoint, candidates: people([['archives', 'transport'], ['archives'], ['transport']]) },
    ],
    [
      'colleagues',
      {
        ...disjoint,
        candidates: people(
          candidates.map(({ tags }) => tags),
          4,
        ),
      },
    ],
    [
      'a colleague of who is kept',
      { ...disjoint, constraints: { ...constraints, seats: 3 }, kept: [{ ...candidates[2]!, id: 'k' }] },
    ],
  ])('draws by table where there is %s', (_, question) => {
    expect(planDraw(question, evenTable).kind).toBe('table');
  });

  it('calls counts fixed just when they are the same in all panels, and gives the chances of all panels alike', () => {
    fc.assert(
      fc.property(anyQuestion(), (question) => {
        fc.pre(completable(question.candidates, question.constraints)(question.kept));
        const strata = fixedStrata(question);
        if (strata === null) return;
        for (const { people: own, drawn } of strata) {
          for (const person of own) expect(toText(fraction(drawn, own.length))).toBe(chanceToSit(question, person));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses a pool without an answer and says what would help', () => {
    const question: Question = { ...disjoint, candidates: people([['archives'], [], [], []]) };
    expect(refusalOf(() => planDraw(question, noTable))).toMatchObject({
      code: 'POOL_INFEASIBLE',
      details: { relaxations: [[{ kind: 'min', tag: 'transport', from: 1, to: 0 }]] },
    });
  });

  it('proposes a smaller panel only where there may be one', () => {
    const three = { ...disjoint, constraints: { ...constraints, seats: 6 } };
    expect(refusalOf(() => planDraw(three, noTable)).details).toMatchObject({ people: 5, relaxations: [] });
    expect(refusalOf(() => planDraw(three, noTable, [4, 2])).details.relaxations).toEqual([
      [{ kind: 'seats', from: 6, to: 4 }],
    ]);
  });

  it('says of a pool with too few people, be it empty, that nothing helps but more people', () => {
    const refusal = refusalOf(() => planDraw({ ...disjoint, candidates: [] }, noTable));
    expect([refusal.code, refusal.details.people, refusal.details.relaxations]).toEqual(['POOL_INFEASIBLE', 0, []]);
    expect(
      refusalOf(() => planDraw({ ...disjoint, candidates: people([['archives']]) }, noTable)).details,
    ).toMatchObject({
      people: 1,
      relaxations: [],
    });
  });

  it('says of quotas that contradict each other which could give way', () => {
    const apart = people([['archives'], ['archives'], ['transport'], ['transport']]);
    const both = constraints.quotas.map(({ tag }) => ({ tag, min: 2, max: 2 }));
    const much = { candidates: apart, kept: [], constraints: { seats: 3, quotas: both, perEmployer: 1 } };
    expect(refusalOf(() => planDraw(much, noTable)).details.relaxations).toEqual([
      [{ kind: 'min', tag: 'archives', from: 2, to: 1 }],
      [{ kind: 'min', tag: 'transport', from: 2, to: 1 }],
    ]);
    const few = both.map(({ tag }) => ({ tag, min: 0, max: 1 }));
    const little = { ...much, constraints: { ...much.constraints, quotas: few } };
    expect(refusalOf(() => planDraw(little, noTable)).details.relaxations).toEqual([
      [{ kind: 'max', tag: 'archives', from: 1, to: 2 }],
      [{ kind: 'max', tag: 'transport', from: 1, to: 2 }],
    ]);
  });

  it('says at once what quotas far above the pool lack', () => {
    const crowd = people(Array.from({ length: 100 }, (_, at) => (at < 2 ? ['archives'] : [])));
    const quotas = [{ tag: 'archives', min: 90, max: 90 }];
    const refusal = refusalOf(() =>
      planDraw({ candidates: crowd, kept: [], constraints: { seats: 100, quotas, perEmployer: 1 } }, noTable),
    );
    expect(refusal.details.relaxations).toEqual([[{ kind: 'min', tag: 'archives', from: 90, to: 2 }]]);
  });

  it.each<[string, Partial<Question> | { constraints: object }, string, unknown]>([
    ['no seats', { constraints: { ...constraints, seats: 0 } }, 'constraints.seats', 0],
    ['half a seat', { constraints: { ...constraints, seats: 1.5 } }, 'constraints.seats', 1.5],
    [
      'no seat besides those of members kept',
      { kept: people([[], []], 2).map((k) => ({ ...k, id: `k${k.id}` })) },
      'constraints.seats',
      2,
    ],
    ['nobody per employer', { constraints: { ...constraints, perEmployer: 0 } }, 'constraints.perEmployer', 0],
    [
      'a minimum above the seats',
      { constraints: { ...constraints, quotas: [{ tag: 'a', min: 3, max: 3 }] } },
      'constraints.quotas[0].min',
      3,
    ],
    [
      'a maximum below the minimum',
      { constraints: { ...constraints, quotas: [{ tag: 'a', min: 1, max: 0 }] } },
      'constraints.quotas[0].max',
      0,
    ],
    [
      'a quota twice',
      { constraints: { ...constraints, quotas: [constraints.quotas[0], constraints.quotas[0]] } },
      'constraints.quotas[1].tag',
      'archives',
    ],
    [
      'a quota in two spellings',
      { constraints: { ...constraints, quotas: ['\u00e9', 'e\u0301'].map((tag) => ({ tag, min: 0, max: 1 })) } },
      'constraints.quotas[1].tag',
      'e\u0301',
    ],
    ['a person twice', { candidates: [...candidates, candidates[1]!] }, 'candidates[5].id', 'p1'],
    ['a person kept and in the pool', { kept: [candidates[1]!] }, 'kept[0].id', 'p1'],
    [
      'a name in two spellings',
      { candidates: ['\u00e9', 'e\u0301'].map((id) => ({ ...candidates[0]!, id })) },
      'candidates[1].id',
      'e\u0301',
    ],
    ['no name', { candidates: [{ ...candidates[0]!, id: '' }] }, 'candidates[0].id', ''],
  ])('refuses %s, naming field, value and what is allowed', (_, change, field, value) => {
    const { code, details } = refusalOf(() => planDraw({ ...disjoint, ...change } as Question, noTable));
    expect(code).toBe('BAD_INPUT');
    expect(details).toMatchObject({ field, value, allowed: expect.stringMatching(/./) });
  });

  it('draws the one person of a pool of one', () => {
    const question = { candidates: people([[]]), kept: [], constraints: { seats: 1, quotas: [], perEmployer: 1 } };
    const plan = planDraw(question, noTable);
    expect(plan.chances).toEqual([{ id: 'p0', chance: '1/1' }]);
    expect(lotteryOf(plan).pick(question, plan, { prk: new Uint8Array(32), order: question.candidates })).toHaveLength(
      1,
    );
    expect(countPanels(question)).toBe(1n);
  });

  it('refuses ten thousand people of whom hardly two are alike, and says so', () => {
    const random = numbersFrom('varied');
    const tags = Array.from({ length: 10_000 }, () =>
      ['archives', 'transport', 'a', 'b'].filter(() => random(2) === 0),
    );
    const quotas = ['archives', 'transport', 'a', 'b'].map((tag) => ({ tag, min: 0, max: 2 }));
    const varied = { ...disjoint, candidates: people(tags, 1_500), constraints: { seats: 4, quotas, perEmployer: 1 } };
    expect(refusalOf(() => planDraw(varied, noTable))).toMatchObject({
      code: 'POOL_TOO_VARIED',
      details: { field: 'pool', value: expect.any(Number), allowed: 1_500 },
    });
  });

  it('plans for ten thousand people', () => {
    const tags = Array.from({ length: 10_000 }, (_, at) => (at < 40 ? ['archives'] : ['transport']));
    const plan = planDraw({ ...disjoint, candidates: people(tags) }, noTable);
    expect(new Set(plan.chances.map(({ chance }) => chance))).toEqual(new Set(['1/40', '1/9960']));
  });
});
