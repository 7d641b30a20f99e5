import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { signRoot } from '../../activities/audit/sign-root';
import { freezeYears } from '../../activities/statistics/freeze-years';
import { accepted, appointSeats, fillPool, freezePanel, items } from '../api/support/panel';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { signedIn, Visitor } from '../api/support/visitor';
import { DICE } from '../support/panel';
import { startVisitors, type Visit, type Visitors } from './support/visitors';

/** A draw from its freeze to a filled vacancy, as strangers, officer, director and witness read it. */
let api: RunningApi;
let visitors: Visitors;
let code: string;
let ceremonyId: string;
let officer: Visit;
let stranger: Visit;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'draws-'));
  api = await startRunningApi();
  visitors = await startVisitors(api);
  code = await accepted(api, 12);
  await fillPool(api);
  await appointSeats(api, code);
  await freezePanel(api, code);
  [{ id: ceremonyId }] = await items(api.officer, '/api/v1/ceremonies');
  officer = await visitors.enter(api.people.officer);
  stranger = await visitors.enter();
});
afterAll(async () => {
  await visitors?.close();
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

test('before the dice everybody reads the commitment, and nothing that follows from the pool', async () => {
  const { page } = stranger;
  const { root } = (await new Visitor(api).get('/api/v1/draws/1')).body;
  await stranger.goto('/draws');
  await stranger.inspect();
  await stranger.follow('第1号');
  await page.getByText('承诺值已公布，等待见证人掷骰子').waitFor();
  expect((await page.locator('.hash--read').first().textContent())!.replaceAll(/\s/g, '')).toBe(root);
  expect(await page.locator('.funnel, [data-check-draw]').count()).toBe(0);
  await stranger.inspect();
});

test('the officer prints the commitments of a ceremony and finds what may be done, but can’t throw', async () => {
  const { page } = officer;
  await officer.goto('/ceremonies');
  await officer.inspect();
  await officer.follow(page.locator('a.tasks__name').first());
  await page.getByText('由见证人投掷并录入').waitFor();
  expect(await page.locator('input[name="first"]').count()).toBe(0);
  expect(await page.getByRole('link', { name: '放弃' }).count()).toBe(1);
  await officer.inspect();
  await officer.goto(`/projects/${code}/draws`);
  await officer.inspect();
  await officer.follow(page.locator('a.tasks__name').first());
  await page.getByText('停用专家').waitFor({ state: 'attached' });
  await page.locator('summary', { hasText: '被筛去的人和原因' }).click();
  await officer.inspect();
});

test('after the reveal and a refusal the record tells every step; names are for the bureau alone', async () => {
  await api.moveTo('2026-03-03T01:30:00.000Z');
  await api.act(api.witness, code, 'draw.enter_digits', { first: DICE, second: DICE });
  await api.act(api.witness, code, 'draw.reveal');
  const [round] = await items(api.officer, `/api/v1/projects/${code}/rounds`);
  const drawn: { role: string; holder: { personId: string; name: string } }[] = round.seats;
  const { holder: leaving } = drawn.find(({ role }) => role === 'expert')!;
  const { login } = await api.admin.client.account.findFirstOrThrow({ where: { personId: leaving.personId } });
  const expert = await signedIn(api, { personId: leaving.personId, login } as never);
  await api.act(expert, code, 'panel_invitation.decline', { reason: '另有公务' });

  await officer.goto(`/projects/${code}/draws/1`);
  const text = (await officer.page.locator('main').textContent())!;
  for (const said of ['9人中8人', '专家', '谢绝', '递补']) expect(text).toContain(said);
  await officer.inspect();

  await stranger.goto('/draws/1');
  const open = (await stranger.page.locator('main').textContent())!;
  for (const said of ['谢绝', '递补', '档案组', '25.00%']) expect(open).toContain(said);
  for (const { holder } of drawn) expect(open).not.toContain(holder.name);
  await stranger.inspect();
});

test('the visitor’s browser repeats the draw; of a changed record it says what does not hold', async () => {
  const { page } = stranger;
  await stranger.goto('/draws/1');
  await stranger.press('在浏览器里重算');
  await page.getByText('全部核对项通过').waitFor();
  expect(await page.locator('[data-checks] > li:visible').count()).toBe(12);
  await stranger.inspect();

  const record = (await new Visitor(api).get('/api/v1/draws/1/bundle')).text;
  const file = join(folder, 'record.json');
  await stranger.goto('/draws/verify?number=x');
  await page.getByText('编号是一个数字').waitFor();
  writeFileSync(file, record.replace(/"load":0/, '"load":1'));
  await page.locator('[data-file]').setInputFiles(file);
  await page.getByText('核验不通过').waitFor();
  expect(await page.locator('.verify .is-bad').count()).toBeGreaterThan(1);
  await stranger.inspect();
  writeFileSync(file, record);
  await page.locator('[data-file]').setInputFiles(file);
  await page.getByText('记录本身前后一致').waitFor();
  await stranger.inspect();
  await stranger.goto('/draws/verify?number=1');
  expect(new URL(page.url()).pathname).toBe('/draws/1');
});

test('the script that the page offers is the one of the repository', async () => {
  const { page } = stranger;
  const address = await page.locator('a[download="verify_draw.py"]').getAttribute('href');
  const offered = await page.evaluate(`fetch('${address}').then((answer) => answer.text())`);
  expect(offered).toBe(readFileSync(join(__dirname, '../../verify/verify_draw.py'), 'utf8'));
});

test('the public looks up listed projects: five values, and nobody’s name', async () => {
  await stranger.goto('/public/projects');
  await stranger.fill({ search: '水利', status: 'in_acceptance' });
  await stranger.press('查找');
  expect(await stranger.page.locator('tbody tr').count()).toBe(1);
  await stranger.inspect();
  await stranger.fill({ search: '没有这个项目' });
  await stranger.press('查找');
  await stranger.page.getByText('没有找到项目').waitFor();
  await stranger.inspect();
});

test('a director compares the root of a kept mail with the signed ones', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signed = await api.worker.transaction((tx) => signRoot(tx, new Date('2026-03-03T02:00:00Z'), privateKey));
  const director = await visitors.enter(api.people.director);
  await director.goto('/audit/roots');
  expect(await director.page.getByText(signed.root).count()).toBe(1);
  await director.inspect();
});

test('the ceremony’s page shows digits and result to the bureau', async () => {
  await officer.goto(`/ceremonies/${ceremonyId}`);
  expect(await officer.page.getByText(DICE.replaceAll(' ', '')).count()).toBe(1);
  await officer.inspect();
});

test('the year’s plan is fixed by its number; its meetings stand on the calendar, with every expert’s load', async () => {
  await officer.goto('/plans');
  await officer.page.getByText('该年度还没有验收计划').waitFor();
  await officer.inspect();
  const { status } = await api.officer.post('/api/v1/annual-plans', {
    jurisdictionId: api.east,
    year: 2026,
    add: [code],
  });
  expect(status).toBe(201);
  const director = await visitors.enter(api.people.director);
  await director.goto('/plans');
  await director.press('核定为1个项目');
  await director.page.getByText('年度计划已核定').waitFor();
  await officer.goto('/plans');
  const { page } = officer;
  expect(await page.locator('.page-head').textContent()).toContain('已定日期1场');
  expect(await page.locator('.cal a').count()).toBeGreaterThan(0);
  await officer.follow(page.locator('.cal a').first());
  await page.locator('#day').getByText('水利枢纽').waitFor();
  const loads = (await page.locator('#load').locator('xpath=../..').textContent())!;
  expect(loads).toContain('8名专家，6人本年尚未参加 每人每年至多4次。');
  await page.locator('summary', { hasText: '先后次序为预排' }).click();
  await officer.fill({ lottery: '双色球2026025期', drawnOn: '2026-03-01', numbers: '3.8.12.19.24.31.5' });
  await officer.press('按此排定');
  await page.locator('.notice--bad').waitFor();
  await officer.inspect();
});

test('the year’s table counts the plan’s projects, leads to their rows, and says how many are left', async () => {
  const { page } = officer;
  await officer.goto('/statistics');
  expect(await page.locator('main').textContent()).toContain('计划验收1个项目');
  expect(await page.locator('main').textContent()).toContain('已提交申请1个');
  await page.locator('summary', { hasText: '各项数字的含义' }).click();
  for (const summary of await page.locator('summary', { hasText: '看数据表' }).all()) await summary.click();
  await officer.inspect();
  await officer.follow(page.locator('tbody tr').locator('a', { hasText: '1' }).last());
  await page.getByRole('link', { name: '水利枢纽' }).waitFor();
  await officer.inspect();
  const { status, body: figures } = await api.officer.get(`/api/v1/statistics/${api.east}/2026`);
  expect(status).toBe(200);
  expect(figures.total.counts).toMatchObject({ planned: 1, registered: 1, applied: 1, passed: 0, left: 1 });
  expect((await api.westOfficer.get(`/api/v1/statistics/${api.east}/2026`)).status).toBe(403);
});

test('the workbook holds the table, its rows and what the figures mean', async () => {
  await officer.goto('/statistics');
  const download = officer.page.waitForEvent('download');
  await officer.page.getByRole('link', { name: '导出Excel' }).click();
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await (await download).path());
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    ...['按辖区', '按行业', '项目', '各项数字的含义', '冻结以后的调整'],
  ]);
  const [table, , projects] = workbook.worksheets;
  expect(table!.getRow(1).getCell(2).value).toBe('计划');
  expect(table!.getRow(2).getCell(2).value).toBe(1);
  expect(projects!.getRow(2).getCell(1).value).toBe(code);
});

test('a year is frozen from its last day on, once; what is recorded later is listed beside it', async () => {
  const path = `/api/v1/statistics/${api.east}/2026`;
  expect((await api.director.post(`${path}/freeze`)).body.code).toBe('YEAR_NOT_OVER');
  expect((await api.officer.post(`${path}/freeze`)).status).toBe(403);
  await api.moveTo('2026-12-31T02:00:00.000Z');
  const director = await visitors.enter(api.people.director);
  await director.goto('/statistics');
  await director.press('冻结2026年度统计');
  await director.page.getByText('2026年度统计已冻结').waitFor();
  await director.page.getByText('冻结以后没有调整').waitFor();
  await director.inspect();
  expect((await api.director.post(`${path}/freeze`)).body.code).toBe('YEAR_FROZEN');

  expect((await api.officer.get(path)).body.adjustments).toEqual([]);
  const cancelled = { outcome: 'cancelled', document: '佛发改〔2026〕9号', reason: '项目取消' };
  const { proposalId } = await api.act(api.officer, code, 'outcome.propose', cancelled);
  await api.act(api.director, code, 'outcome.decide', { proposalId, approve: true });
  const { body } = await api.officer.get(path);
  expect(body.total.counts).toMatchObject({ planned: 1, left: 1, ended: 0 });
  expect(body.adjustments).toMatchObject([
    { code, figure: 'ended', was: 'absent', now: '2026-12-31' },
    { code, figure: 'left', now: 'absent' },
  ]);
  await director.goto('/statistics');
  await director.page.getByText('冻结时：未计入').waitFor();
  await director.inspect();
});

test('the first morning of a year freezes what was planned and is over, once', async () => {
  const { client } = api.admin;
  const fixed = { jurisdictionId: api.west, year: 2026, fixedCount: 1, fixedOn: new Date('2026-01-12') };
  const people = { proposedById: api.people.westOfficer.personId, fixedById: api.people.cityDirector.personId };
  await client.annualPlan.create({ data: { ...fixed, ...people } });
  const morning = () => freezeYears((work) => api.worker.transaction(work), { now: () => new Date() });
  const kept = () => client.frozenYear.count({ where: { jurisdictionId: api.west } });
  await morning();
  expect(await kept()).toBe(0);
  await api.moveTo('2027-01-04T00:30:00.000Z');
  await morning();
  await morning();
  expect(await kept()).toBe(1);
  expect(await client.frozenYear.findFirst({ where: { jurisdictionId: api.west } })).toMatchObject({
    frozenById: null,
  });
});
