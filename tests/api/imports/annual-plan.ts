import { randomUUID } from 'node:crypto';
import { xlsx } from '../../fixtures/imports/workbook';
import { api, give, path, write } from './world';

export function annualPlans(): void {
  test('an annual plan is proposed of the projects that its list names, changes nothing when it comes again, and is taken back', async () => {
    const [first, second] = [await api.project(), await api.project()];
    const { name } = (await api.officer.get(`/api/v1/projects/${first}`)).body;
    const head = ['序号', '项目编号', '项目名称'];
    const fields = { kind: 'plan', jurisdictionId: api.east, year: '2027' };
    const rows = [['2027年度验收计划'], head, ['1', '', name], ['2', second, '随便怎么写'], ['3', '', '没有的工程']];
    const given = await give(api.officer, await xlsx({ rows, merges: ['A1:C1'] }), fields);
    expect(given.body.report).toMatchObject({
      counts: { link: 2, error: 1 },
      problems: [{ row: 5, code: 'NOT_FOUND' }],
    });
    const { body } = await api.officer.put(path(given.body.batch.id, '/decisions'), { leaveOut: ['1!5'] });
    expect((await write(api.officer, body)).body.batch.state).toBe('written');
    const plans = () => api.officer.get('/api/v1/annual-plans?year=2027').then((answer) => answer.body.items);
    expect(await plans()).toMatchObject([{ count: 2, fixedOn: null }]);
    const again = await give(api.officer, await xlsx({ rows: rows.slice(1, 4) }), fields);
    expect(again.body.report.counts).toMatchObject({ link: 0, skip: 2 });
    expect((await api.officer.post(path(body.batch.id, '/undoing'), { reason: '计划有误' })).body.batch.state).toBe(
      'undone',
    );
    expect(await plans()).toMatchObject([{ count: 0 }]);
    await api.admin.client.annualPlan.updateMany({
      where: { year: 2027 },
      data: { fixedOn: new Date('2027-01-10'), fixedCount: 0, fixedById: randomUUID() },
    });
    expect((await give(api.officer, await xlsx({ rows: rows.slice(1, 4) }), fields)).body).toMatchObject({
      code: 'PLAN_FIXED',
    });
  });
}
