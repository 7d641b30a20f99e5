import fc from 'fast-check';
import { uniformIndex } from '../../../domain/crypto/uniform-index';
import { brokenLimits, type Question } from '../../../domain/draw/constraints';
import { completable } from '../../../domain/draw/feasibility';
import { fraction, toText } from '../../../domain/draw/fraction';
import { panelTypes } from '../../../domain/draw/panel-types';
import { planTable, TABLE_TOTAL, type TablePlan, tableLottery } from '../../../domain/draw/table-lottery';
import { chanceToSit } from './count-panels';
import { bytes32 } from './frozen';
import { anyQuestion, evenTable, orders, people } from './questions';

const prkOf = (seed: number) => Uint8Array.from(Buffer.from(bytes32(`prk ${seed}`), 'hex'));
const feasible = (size: object) =>
  anyQuestion(size).filter(({ candidates, kept, constraints }) => completable(candidates, constraints)(kept));

/** Two colleagues, of whom one may come, and two overlapping strata. */
const mixed: Question = {
  candidates: people([['archives'], ['transport'], ['archives', 'transport'], [], ['archives']], 4),
  kept: [],
  constraints: {
    seats: 3,
    quotas: [
      { tag: 'archives', min: 1, max: 2 },
      { tag: 'transport', min: 1, max: 2 },
    ],
    perEmployer: 1,
  },
};
const plan = planTable(mixed, evenTable);

describe('tableLottery', () => {
  it('draws panels that obey the constraints and consist of the row that came up', () => {
    fc.assert(
      fc.property(feasible({}), fc.nat(), (question, seed) => {
        const prk = prkOf(seed);
        const table = planTable(question, evenTable);
        const drawn = tableLottery.pick(question, table, { prk, order: question.candidates });
        expect(brokenLimits([...question.kept, ...drawn], question.constraints)).toEqual([]);
        const index = uniformIndex(prk, 'row', TABLE_TOTAL);
        const lines = table.rows.flatMap(({ weight, types }) => Array.from({ length: weight }, () => types));
        const types = panelTypes(question);
        const row = drawn.map(({ id }) => types.findIndex((type) => type.people.some((person) => person.id === id)));
        expect(row.sort((a, b) => a - b)).toEqual(lines[index]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the published chances exactly, over all rows and all orders of the tickets', () => {
    const small = feasible({ candidates: 5, seats: 3 }).filter(({ candidates }) => candidates.length > 1);
    fc.assert(
      fc.property(small, (question) => {
        const table = planTable(question, evenTable);
        const all = orders(question.candidates);
        const times = new Map(question.candidates.map(({ id }) => [id, 0]));
        for (const row of table.rows) {
          const only = { ...table, rows: [{ ...row, weight: TABLE_TOTAL }] };
          for (const order of all) {
            for (const { id } of tableLottery.pick(question, only, { prk: prkOf(0), order })) {
              times.set(id, times.get(id)! + row.weight);
            }
          }
        }
        for (const { id, chance } of table.chances) {
          expect(chance).toBe(toText(fraction(times.get(id)!, TABLE_TOTAL * all.length)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('leaves nobody out whom some panel can have', () => {
    fc.assert(
      fc.property(feasible({}), (question) => {
        for (const { id, chance } of planTable(question, evenTable).chances) {
          const person = question.candidates.find((candidate) => candidate.id === id)!;
          expect(chance === '0/1').toBe(chanceToSit(question, person) === '0/1');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('recognises a true plan', () => {
    fc.assert(
      fc.property(feasible({}), (question) => {
        const own = planTable(question, evenTable);
        expect(tableLottery.fault(question, own)).toBeNull();
        expect(tableLottery.chances(question, own)).toEqual(own.chances);
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, string, (forged: TablePlan) => void]>([
    ['a weight more', 'ROWS_TOTAL', ({ rows }) => rows[0]!.weight++],
    ['half a weight', 'ROW_WEIGHT', ({ rows }) => rows.splice(0, 1, { ...rows[0]!, weight: rows[0]!.weight - 0.5 })],
    ['a weight of nothing', 'ROW_WEIGHT', ({ rows }) => rows.push({ ...rows[0]!, weight: 0 })],
    ['a weight below zero', 'ROW_WEIGHT', ({ rows }) => rows.push({ ...rows[0]!, weight: -1 })],
    [
      'types in another order',
      'NOT_SORTED',
      ({ rows }) => rows.find(({ types }) => types[0] !== types.at(-1))!.types.reverse(),
    ],
    ['a seat less', 'ROW_BREAKS_LIMITS', ({ rows }) => rows[0]!.types.pop()],
    ['a type that is none', 'ROW_BREAKS_LIMITS', ({ rows }) => rows[0]!.types.fill(99)],
    ['types as text', 'ROW_BREAKS_LIMITS', ({ rows }) => rows[0]!.types.splice(0, 1, `${rows[0]!.types[0]}` as never)],
    ['no rows', 'ROWS_TOTAL', ({ rows }) => rows.splice(0)],
  ])('finds %s', (_, code, change) => {
    const forged = structuredClone(plan);
    change(forged);
    expect(tableLottery.fault(mixed, forged)).toMatchObject({ code });
  });

  it.each<[string, (forged: TablePlan) => void]>([
    ['weights were moved', ({ rows }) => [rows[0]!.weight--, rows[1]!.weight++]],
    ['a row has another type', ({ rows }) => rows[0]!.types.splice(0, 9, ...rows[1]!.types)],
  ])('gives other chances when %s', (_, change) => {
    const forged = structuredClone(plan);
    change(forged);
    expect(tableLottery.fault(mixed, forged)).toBeNull();
    expect(tableLottery.chances(mixed, forged)).not.toEqual(plan.chances);
  });

  it('finds a row that breaks a limit, whatever its chances say', () => {
    const looser = { ...mixed, constraints: { ...mixed.constraints, quotas: [], perEmployer: 2 } };
    const forged = planTable(looser, evenTable);
    expect(tableLottery.fault(looser, forged)).toBeNull();
    expect(tableLottery.fault(mixed, forged)).toEqual({ code: 'ROW_BREAKS_LIMITS', row: expect.any(Number) });
  });
});
