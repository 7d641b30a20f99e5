import { xlsx } from '../../fixtures/imports/workbook';
import { api, give, HEAD, list, path } from './world';

export function markedCopies(): void {
  test('a copy of the file with its problems marked is to be had while it is open', async () => {
    const rows = [HEAD, ['301', '庚泵站', '水利', '月球区', '', 5]];
    const { batch } = (await give(api.officer, await xlsx({ rows }), list(2042), '清单.csv.xlsx')).body;
    const answer = await api.officer.get(path(batch.id, '/marked-copy'));
    expect([answer.status, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      expect.stringMatching(/^attachment;/),
    ]);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(5_000);
    await api.officer.post(path(batch.id, '/cancelling'));
    expect((await api.officer.get(path(batch.id, '/marked-copy'))).body).toMatchObject({ code: 'IMPORT_STATE' });
  });
}
