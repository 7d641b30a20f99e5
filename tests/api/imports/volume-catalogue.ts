import { csv } from '../../fixtures/imports/workbook';
import { api, give, path, write } from './world';

export function volumeCatalogues(): void {
  describe('a volume catalogue', () => {
    const head = '档号,题名,页数,保管期限,类别,移交单位';
    const of = (count: number, title = '施工日志') =>
      csv(
        [
          head,
          ...Array.from(
            { length: count },
            (_, at) => `A-${at + 1},${title}${at + 1},${at + 10},永久,质检文件,市档案馆`,
          ),
        ].join('\n'),
      );

    test('is written as a version by the owner; the same file again is none; untouched it is taken out', async () => {
      const code = await api.project();
      const fields = { kind: 'catalogue', project: code };
      const given = await give(api.owner, of(300), fields, '案卷目录.csv');
      expect(given.body.report).toMatchObject({
        counts: { create: 300, error: 0 },
        file: { format: 'csv', encoding: 'utf-8' },
      });
      const { body } = await write(api.owner, given.body);
      expect(body).toMatchObject({ batch: { state: 'written' }, projects: [] });
      expect((await api.owner.get(`/api/v1/projects/${code}/catalogues`)).body.items).toMatchObject([
        { version: 1, volumes: 300 },
      ]);
      const again = await give(api.owner, of(300), fields, '案卷目录.csv');
      expect(again.body.report.counts).toMatchObject({ create: 0, skip: 300 });
      const undone = await api.owner.post(path(given.body.batch.id, '/undoing'), { reason: '传错文件' });
      expect(undone.body.batch.state).toBe('undone');
      expect((await api.owner.get(`/api/v1/projects/${code}/catalogues`)).body.items).toEqual([]);
    });

    test('has the kinds of volumes that the rule set samples by, by title or code', async () => {
      const code = await api.project();
      const text = `${head}\nA-1,甲,1,永久,竣工图,\nA-2,乙,1,永久,as_built,\nA-3,丙,1,永久,施工文件,\n`;
      const fields = {
        kind: 'catalogue',
        project: code,
        classified: JSON.stringify([{ stratum: '竣工图', count: 2 }]),
      };
      const { body } = await give(api.owner, csv(text), fields, '目录.csv');
      expect(body.report.problems).toMatchObject([
        { row: 4, column: 'E', code: 'CELL_INVALID', value: '施工文件', allowed: expect.arrayContaining(['质检文件']) },
      ]);
      const decided = await api.owner.put(path(body.batch.id, '/decisions'), { leaveOut: ['1!4'] });
      await write(api.owner, { batch: body.batch, report: decided.body.report });
      const strata = (rows: { stratum: string }[]) => rows.map(({ stratum }) => stratum);
      const where = { catalogue: { project: { code } } };
      expect(strata(await api.admin.client.volume.findMany({ where }))).toEqual(['as_built', 'as_built']);
      expect(strata(await api.admin.client.classifiedCount.findMany({ where }))).toEqual(['as_built']);
    });

    test('names every cell at fault, with what could stand there', async () => {
      const code = await api.project();
      const text = `${head}\nA-1,甲,十页,永久,质检文件,\nA-2,乙,5,长期,质检文件,\nA-2,丙,5,30年,质检文件,\nA-4,,5,30年,,\n`;
      const { body } = await give(api.owner, csv(text), { kind: 'catalogue', project: code }, '目录.csv');
      expect(
        body.report.problems.map(({ row, column, code, fix, twin }: Record<string, unknown>) => [
          row,
          column,
          code,
          fix ?? twin,
        ]),
      ).toEqual([
        [2, 'C', 'CELL_INVALID', undefined],
        [3, 'D', 'CELL_INVALID', '30年'],
        [4, 'A', 'ROW_DUPLICATE', '1!3'],
        [5, 'B', 'CELL_MISSING', undefined],
        [5, 'E', 'CELL_MISSING', undefined],
      ]);
    });
  });
}
