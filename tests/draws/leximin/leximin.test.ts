import fc from 'fast-check';
import loadHighs, { type Highs } from 'highs';
import { fairestTable } from '../../../activities/draws/leximin/fairest-table';
import { leximin } from '../../../activities/draws/leximin/leximin';
import type { Question } from '../../../domain/draw/constraints';
import { completable } from '../../../domain/draw/feasibility';
import { toText } from '../../../domain/draw/fraction';
import { inOwnOrder, isPossible, panelProblem, panelTypes } from '../../../domain/draw/panel-types';
import { planTable, tableLottery } from '../../../domain/draw/table-lottery';
import { spreadOf } from '../../../ops/fairness/spread';
import { exactLeximin } from '../../domain/draw/exact-leximin';
import { exampleSmall, PROTOTYPES } from '../../domain/draw/pools';
import { anyQuestion } from '../../domain/draw/questions';

const problemOf = (question: Question) => panelProblem(question, inOwnOrder(panelTypes(question)));
const toNumber = (chance: string) => Number(chance.split('/')[0]) / Number(chance.split('/')[1]);

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

describe('leximin', () => {
  it('agrees with exact arithmetic over all rows of any small pool', () => {
    const feasible = anyQuestion().filter(({ candidates, kept, constraints }) =>
      completable(candidates, constraints)(kept),
    );
    fc.assert(
      fc.property(feasible, (question) => {
        const problem = problemOf(question);
        const { chances, shares } = leximin(highs, problem);
        const exact = exactLeximin(problem);
        for (const [type, chance] of chances.entries()) expect(chance).toBeCloseTo(toNumber(toText(exact[type]!)), 6);
        for (const { types } of shares) expect(isPossible(problem, types)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each(PROTOTYPES)('reaches the best lowest and highest chance of %s', (_, { question, lowest, highest }) => {
    const { chances } = leximin(highs, problemOf(question));
    expect(Math.min(...chances)).toBeGreaterThan(lowest - 1e-6);
    expect(Math.max(...chances)).toBeLessThan(highest + 1e-6);
  });

  it.each([
    [20, 2],
    [200, 20],
  ])('gives everybody of example_small 10 %%: %i people, %i seats', (people, seats) => {
    const question = exampleSmall(people, seats);
    const plan = planTable(question, (problem) => fairestTable(highs, problem));
    const chances = { lowest: '1/10', highest: '1/10', gini: '0/1', sum: `${seats}/1` };
    expect(spreadOf(plan.chances)).toMatchObject(chances);
    expect(tableLottery.fault(question, plan)).toBeNull();
  });

  it('keeps its memory over fifty solves', () => {
    const problem = problemOf(PROTOTYPES[0]![1].question);
    for (let warm = 0; warm < 5; warm++) leximin(highs, problem);
    const before = highs.memoryBytes;
    for (let solve = 0; solve < 50; solve++) leximin(highs, problem);
    expect(highs.memoryBytes).toBe(before);
  });
});

describe('fairestTable', () => {
  it('is true for any pool of some dozens, and leaves nobody out whom the fairest distribution has', () => {
    const feasible = anyQuestion({ candidates: 40, seats: 6 }).filter(({ candidates, kept, constraints }) =>
      completable(candidates, constraints)(kept),
    );
    fc.assert(
      fc.property(feasible, (question) => {
        const plan = planTable(question, (problem) => fairestTable(highs, problem));
        expect(tableLottery.fault(question, plan)).toBeNull();
        const problem = problemOf(question);
        const { chances } = leximin(highs, problem);
        const hopeless = chances.map((chance, type) => (chance === 0 ? problem.types[type]!.people : 0));
        const leftOut = plan.chances.filter(({ chance }) => chance === '0/1');
        expect(leftOut).toHaveLength(hopeless.reduce((a, b) => a + b, 0));
      }),
      { numRuns: 30 },
    );
  });

  it.each(PROTOTYPES)('is true, and near the best chances, for %s', (_, { question, lowest, highest }) => {
    const plan = planTable(question, (problem) => fairestTable(highs, problem));
    expect(tableLottery.fault(question, plan)).toBeNull();
    const chances = plan.chances.map(({ chance }) => toNumber(chance));
    expect(Math.min(...chances)).toBeGreaterThan(lowest - 1e-4);
    expect(Math.max(...chances)).toBeLessThan(highest + 1e-4);
  });
});
