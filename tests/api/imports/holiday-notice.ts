import { xlsx } from '../../fixtures/imports/workbook';
import { api, give, path, write } from './world';

const HEAD = ['节日', '放假时间', '调休上班日期'];
const ROWS = [
  ['元旦', '1月1日至3日', '1月4日'],
  ['国庆节', '10月1日至7日', '9月25日'],
];

export function holidayNotices(): void {
  describe('a holiday notice', () => {
    const fields = { kind: 'holidays', year: '2027', source: '国务院办公厅关于2027年部分节假日安排的通知' };

    test('moves running clocks as the notice loaded by hand does; the same again is none, another amends it', async () => {
      const before = await api.admin.client.calendarLoad.count();
      const given = await give(api.administrator, await xlsx({ rows: [HEAD, ...ROWS] }), fields, '安排.xlsx');
      expect(given.body.report.problems).toMatchObject([
        {
          row: 2,
          column: 'C',
          code: 'CALENDAR_INVALID',
          value: '2027-01-04',
          allowed: expect.stringMatching(/星期六/),
        },
      ]);
      const right = [HEAD, ['元旦', '1月1日至3日', ''], ['国庆节', '10月1日至7日', '9月25日、10月9日']];
      const { body } = await give(api.administrator, await xlsx({ rows: right }), fields, '安排.xlsx');
      expect(body.report).toMatchObject({ counts: { create: 2, error: 0 }, writable: true });
      expect((await write(api.administrator, body)).status).toBe(200);
      const notices = (await api.officer.get('/api/v1/holiday-notices')).body.items;
      expect(notices.find(({ year }: { year: number }) => year === 2027)).toMatchObject({
        version: 1,
        source: fields.source,
        off: [
          { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
          { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
        ],
        work: ['2027-09-25', '2027-10-09'],
      });
      expect(await api.admin.client.calendarLoad.count()).toBe(before + 1);
      await finished();

      const again = await give(api.administrator, await xlsx({ rows: right }), fields, '安排.xlsx');
      expect(again.body.report.counts).toMatchObject({ create: 0, change: 0, skip: 2 });
      expect((await write(api.administrator, again.body)).status).toBe(200);
      expect(await api.admin.client.calendarLoad.count()).toBe(before + 1);

      const amended = [HEAD, ['元旦', '1月1日至2日', ''], right[2]!];
      const changed = await give(api.administrator, await xlsx({ rows: amended }), fields, '安排.xlsx');
      expect(changed.body.report).toMatchObject({
        counts: { change: 0, skip: 2 },
        missing: [{ code: '2027-01-03', name: '元旦' }],
      });
      await write(api.administrator, changed.body);
      await finished();
      const undo = await api.administrator.post(path(body.batch.id, '/undoing'), { reason: '看错' });
      expect(undo.body).toMatchObject({ code: 'IMPORT_FINAL' });
    });

    test('is the administrator’s, and of one year', async () => {
      const bytes = await xlsx({ rows: [HEAD, ['元旦', '2029年1月1日', '']] });
      expect((await give(api.officer, bytes, fields)).status).toBe(403);
      const { source: _, ...without } = fields;
      expect((await give(api.administrator, bytes, without)).body).toMatchObject({
        code: 'BAD_INPUT',
        field: 'source',
      });
      const given = await give(api.administrator, bytes, fields);
      expect(given.body.report.problems).toMatchObject([{ row: 2, column: 'B', code: 'CALENDAR_INVALID' }]);
      expect((await api.officer.get(path(given.body.batch.id))).status).toBe(404);
    });
  });
}

/** Every load of a calendar has moved what it moves. */
async function finished(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await api.admin.client.calendarLoad.count({ where: { finishedAt: null } })) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('clocks are still being moved');
}
