import fc from 'fast-check';
import type { Candidate, Question } from '../../../domain/draw/constraints';
import { type Crowd, countOrders, type Landmark } from '../../../domain/draw/count-orders';
import type { DrawDocument } from '../../../domain/draw/draw-document';
import type { DrawResult } from '../../../domain/draw/draw-panel';
import { completable } from '../../../domain/draw/feasibility';
import { fraction, toText } from '../../../domain/draw/fraction';
import { type LotteryPlan, lotteryOf } from '../../../domain/draw/lotteries';
import { nextChances, type SeatChances } from '../../../domain/draw/next-chances';
import { planDraw } from '../../../domain/draw/plan-draw';
import { type PanelEvent, type Refill, refillPanel } from '../../../domain/draw/refill';
import { TABLE_TOTAL } from '../../../domain/draw/table-lottery';
import { CONSTRAINTS, frozen } from './frozen';
import { anyQuestion, evenTable, orders, people } from './questions';

describe('countOrders', () => {
  it('agrees with trying every order', () => {
    const some = (landmarks: number) => fc.subarray(Array.from({ length: landmarks }, (_, at) => at));
    const anyCase = fc.integer({ min: 0, max: 3 }).chain((count) =>
      fc.record({
        landmarks: fc.tuple(...Array.from({ length: count }, (_, at) => fc.record({ after: some(at) }))),
        crowds: fc.array(fc.record({ people: fc.integer({ min: 0, max: 2 }), after: some(count) }), { maxLength: 2 }),
      }),
    );
    fc.assert(
      fc.property(anyCase, ({ landmarks, crowds }: { landmarks: Landmark[]; crowds: Crowd[] }) => {
        const everybody = [...landmarks, ...crowds.flatMap(({ people, after }) => Array(people).fill({ after }))];
        const stands = (order: readonly number[]) =>
          order.every((one, place) => everybody[one]!.after.every((at: number) => order.indexOf(at) < place));
        const all = orders([...everybody.keys()]);
        expect(countOrders(landmarks, crowds)).toBe(BigInt(all.filter(stands).length));
      }),
      { numRuns: 300 },
    );
  });
});

const { document } = frozen(people([['archives'], ['archives'], ['transport'], ['transport']]), CONSTRAINTS);

function documentOf({ candidates, kept, constraints }: Question, plan: LotteryPlan): DrawDocument {
  return {
    ...document,
    plan,
    candidates: candidates.map((one) => ({ ...one, load: 0 })),
    kept: [...kept],
    constraints,
  };
}

/** What is drawn when the tickets fall in this order, once for each row that may come up, with its weight. */
function resultsOf(question: Question, plan: LotteryPlan, order: readonly Candidate[]): [DrawResult, number][] {
  const rows = plan.kind === 'table' ? plan.rows : [null];
  return rows.map((row) => {
    const certain = plan.kind === 'table' ? { ...plan, rows: [{ types: row!.types, weight: TABLE_TOTAL }] } : plan;
    const key = { prk: new Uint8Array(32), order };
    const drawn = lotteryOf(plan)
      .pick(question, certain, key)
      .map(({ id }) => id);
    const alternates = order.map(({ id }) => id).filter((id) => !drawn.includes(id));
    return [{ drawn, alternates }, row?.weight ?? 1];
  });
}

/** Each number is one vacancy: whose seat it is follows from the panel of then alone. */
function eventsOf(some: DrawDocument, result: DrawResult, picks: readonly number[]): PanelEvent[] {
  const events: PanelEvent[] = [];
  for (const pick of picks) {
    const { members } = refillPanel(some, result, events);
    if (members.length === 0) break;
    events.push({ kind: 'vacancy', id: [...members].sort()[pick % members.length]!, code: 'DECLINED' });
  }
  return events;
}

/** All that a record tells before each seat was filled. */
const toldBefore = (result: DrawResult, refills: readonly Refill[]): string[] =>
  refills.flatMap(({ event, filled }, at) =>
    filled.map((_, seat) => JSON.stringify([result.drawn, refills.slice(0, at), event, filled.slice(0, seat)])),
  );

const chancesOf = ({ chances }: SeatChances) => new Map(chances!.map(({ id, chance }) => [id, chance]));

/** Plays every order of tickets and every row, and compares who entered with what was said of those who could. */
function holdsByEnumeration(question: Question, picks: readonly number[]): void {
  const plan = planDraw(question, evenTable);
  const some = documentOf(question, plan);
  const seen = new Map<string, { entered: Map<string, number>; total: number; said: Map<string, string> }>();
  for (const order of orders(question.candidates)) {
    for (const [result, weight] of resultsOf(question, plan, order)) {
      const events = eventsOf(some, result, picks);
      const { refills } = refillPanel(some, result, events);
      const entered = refills.flatMap(({ filled }) => filled.map(({ id }) => id));
      const told = toldBefore(result, refills);
      // What is said may depend on nothing but what is told, so it is worked out once for all orders that agree so far.
      const said = told.every((before) => seen.has(before)) ? [] : nextChances(some, result, events);
      for (const [at, before] of told.entries()) {
        const known = seen.get(before) ?? { entered: new Map(), total: 0, said: chancesOf(said[at]!) };
        known.entered.set(entered[at]!, (known.entered.get(entered[at]!) ?? 0) + weight);
        known.total += weight;
        seen.set(before, known);
      }
    }
  }
  for (const { entered, total, said } of seen.values()) {
    const found = [...said.keys()].map((id) => [id, toText(fraction(entered.get(id) ?? 0, total))]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(said));
    expect([...entered.keys()].filter((id) => !said.has(id))).toEqual([]);
  }
}

describe('nextChances', () => {
  it('is one in so many where all alternates are alike, and knows that the rare are late', () => {
    const pool = people([['archives'], ['archives'], ['transport'], ['transport'], ['transport'], []]);
    const constraints = { ...CONSTRAINTS, quotas: [CONSTRAINTS.quotas[0]!, { tag: 'transport', min: 0, max: 2 }] };
    const question = { candidates: pool, kept: [], constraints };
    holdsByEnumeration(question, [0, 1]);
    holdsByEnumeration({ candidates: pool.slice(0, 5), kept: [], constraints: CONSTRAINTS }, [1, 0]);
  });

  it('is certain for who was passed over before and may enter now', () => {
    const pool = people([['archives'], ['archives'], ['transport'], ['transport'], ['transport']]);
    const question = { candidates: pool, kept: [], constraints: CONSTRAINTS };
    const some = documentOf(question, planDraw(question, evenTable));
    const result = { drawn: ['p0', 'p2'], alternates: ['p3', 'p1', 'p4'] };
    const events = ['p0', 'p2'].map((id): PanelEvent => ({ kind: 'vacancy', id, code: 'DECLINED' }));
    const [first, second] = nextChances(some, result, events);
    expect(first).toEqual({ id: 'p1', chances: [{ id: 'p1', chance: '1/1' }] });
    expect(second).toEqual({
      id: 'p3',
      chances: [
        { id: 'p3', chance: '1/1' },
        { id: 'p4', chance: '0/1' },
      ],
    });
  });

  it('agrees with playing every order of tickets, for questions of every kind and runs of vacancies', () => {
    const anyCase = anyQuestion({ candidates: 5, seats: 3 }).filter(({ candidates, kept, constraints }) =>
      completable(candidates, constraints)(kept),
    );
    fc.assert(
      fc.property(anyCase, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (question, picks) => {
        // Who is kept is told apart from who is drawn by the record as well.
        fc.pre(question.kept.length < question.constraints.seats);
        holdsByEnumeration(question, picks);
      }),
      { numRuns: 60 },
    );
  });

  it('is exact for a pool as large as a city’s', () => {
    const pool = people(Array.from({ length: 300 }, (_, at) => [at % 10 === 0 ? 'archives' : 'transport']));
    const question = { candidates: pool, kept: [], constraints: { ...CONSTRAINTS, seats: 2 } };
    const plan = planDraw(question, evenTable);
    const some = documentOf(question, plan);
    const [[result]] = resultsOf(question, plan, pool) as [[DrawResult, number]];
    const events: PanelEvent[] = [{ kind: 'vacancy', id: result.drawn[1]!, code: 'DECLINED' }];
    const [seat] = nextChances(some, result, events);
    expect(new Set(seat!.chances!.map(({ chance }) => chance))).toEqual(new Set([`1/${seat!.chances!.length}`]));
  });
});
