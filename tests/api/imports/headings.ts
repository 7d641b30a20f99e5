import { xlsx } from '../../fixtures/imports/workbook';
import { api, give, list, path } from './world';

export function headings(): void {
  describe('headings of a bureau', () => {
    test('are learned from what an officer says of one file, and hold for the next', async () => {
      const rows = [
        ['编号', '标的', '行业', '规模'],
        ['201', '己泵站', '水利', '大'],
      ];
      const refused = await give(api.officer, await xlsx({ rows }), list(2041));
      expect(refused.body).toMatchObject({ code: 'HEADER_NOT_FOUND', allowed: ['项目名称', '行业'] });
      const of = { jurisdictionId: api.east, kind: 'projects' };
      const said = { ...of, own: [{ name: '标的（全称）', field: 'name' }] };
      expect((await api.westOfficer.put('/api/v1/import-columns', said)).status).toBe(403);
      const strange = await api.officer.put('/api/v1/import-columns', {
        ...of,
        own: [{ name: '标的', field: 'pages' }],
      });
      expect(strange.body).toMatchObject({ code: 'BAD_INPUT', field: 'field', value: 'pages' });
      expect((await api.officer.put('/api/v1/import-columns', said)).status).toBe(200);
      const given = await give(api.officer, await xlsx({ rows }), list(2041));
      expect(given.body.report).toMatchObject({
        counts: { create: 1 },
        problems: [{ column: 'D', code: 'column_ignored' }],
      });
      const decided = await api.officer.put(path(given.body.batch.id, '/decisions'), {
        columns: [{ name: '规模', field: 'note' }],
      });
      expect(decided.body.report.problems).toEqual([]);
      const { body } = await api.officer.get(`/api/v1/import-columns?jurisdictionId=${api.east}&kind=projects`);
      expect(body.own).toEqual([
        { name: '标的', field: 'name' },
        { name: '规模', field: 'note' },
      ]);
      expect(body.shipped.name).toContain('项目名称');
    });
  });
}
