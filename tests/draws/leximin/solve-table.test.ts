import type { Progress } from '../../../activities/draws/leximin/leximin';
import { solveTable } from '../../../activities/draws/leximin/solve-table';
import { withTables } from '../../../activities/draws/leximin/with-tables';
import { inOwnOrder, panelProblem, panelTypes } from '../../../domain/draw/panel-types';
import { planTable, TABLE_TOTAL, tableLottery } from '../../../domain/draw/table-lottery';
import { PROTOTYPES } from '../../domain/draw/pools';

const questions = PROTOTYPES.map(([, { question }]) => question);
const problems = questions.map((question) => panelProblem(question, inOwnOrder(panelTypes(question))));

describe('solveTable', () => {
  it('finds a table in another thread and tells how far it is', async () => {
    const heard: Progress[] = [];
    const rows = await solveTable(problems[0]!, { onProgress: (progress) => heard.push(progress) });
    expect(rows.reduce((sum, { weight }) => sum + weight, 0)).toBe(TABLE_TOTAL);
    expect(heard.length).toBeGreaterThan(1);
    expect(heard.at(-1)).toMatchObject({ types: problems[0]!.types.length });
  });

  it('ends when nobody waits any more', async () => {
    const stop = new AbortController();
    let heard = 0;
    const onProgress = () => {
      heard++;
      stop.abort(new Error('nobody waits'));
    };
    await expect(solveTable(problems[3]!, { signal: stop.signal, onProgress })).rejects.toThrow('nobody waits');
    await expect(solveTable(problems[3]!, { signal: stop.signal, onProgress })).rejects.toThrow('nobody waits');
    expect(heard).toBe(1);
  });

  it('says what the thread died of', async () => {
    const unsound = { ...problems[0]!, quotas: [{ min: 9, max: 9 }, ...problems[0]!.quotas.slice(1)] };
    await expect(solveTable(unsound)).rejects.toThrow('no optimum');
  });
});

describe('withTables', () => {
  it('begins work again with the table that it wanted, as often as it wants another', async () => {
    const begun: string[] = [];
    const plans = await withTables(async (tableFor) => {
      begun.push('begun');
      return questions.slice(0, 2).map((question) => planTable(question, tableFor));
    });
    expect(begun).toHaveLength(3);
    plans.forEach((plan, at) => {
      expect(tableLottery.fault(questions[at]!, plan)).toBeNull();
    });
  });

  it('does what wants no table once, and lets its troubles through', async () => {
    await expect(withTables(async () => 'done')).resolves.toBe('done');
    await expect(withTables(() => Promise.reject(new Error('trouble')))).rejects.toThrow('trouble');
  });
});
