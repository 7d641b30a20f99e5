import { randomUUID } from 'node:crypto';
import type { Response } from 'playwright-core';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { stageNow } from './support/by-page';
import { REGISTRATION } from './support/forms';
import { startVisitors, type Visit, type Visitors } from './support/visitors';

/** Owner and officer take a project through its registration by pages alone, each in a browser of his own. */
let api: RunningApi;
let visitors: Visitors;
let code: string;
let officer: Visit;
let owner: Visit;

beforeAll(async () => {
  api = await startRunningApi();
  code = await api.project();
  visitors = await startVisitors(api);
  officer = await visitors.enter(api.people.officer);
  owner = await visitors.enter(api.people.owner);
});
afterAll(async () => {
  await visitors?.close();
  await api.close();
});

const heading = ({ page }: Visit) => page.getByRole('heading', { level: 1 }).textContent();

/** What the form asks of a project of which no list told it. */
const UNLISTED = {
  'form.industry': '市政',
  'form.investmentWan': '2800',
  'form.owner.as': 'name',
  'form.owner.name': '佛山市沙口水利枢纽站',
};

test('whoever is not signed in is led to the sign-in page and back to where he wanted to go', async () => {
  const visit = await visitors.enter();
  await visit.goto(`/projects/${code}`);
  expect(new URL(visit.page.url()).pathname).toBe('/sign-in');
  await visit.inspect();

  await visit.fill({ login: api.people.officer.login, password: 'not the password' });
  await visit.press('登录');
  expect(await visit.page.locator('.error-summary').textContent()).toContain('不正确');
  expect(await visit.page.title()).toMatch(/^有误：/);
  await visit.inspect();

  await visit.fill({ password: 'lantern-otter-mosaic-77' });
  await visit.press('登录');
  await visit.page.waitForURL(`**/projects/${code}`);
  await visit.press('退出');
  expect(await visit.page.getByText('您已退出').count()).toBe(1);
});

test('the officer sees the day, the board and the case', async () => {
  await officer.goto('/');
  expect(await heading(officer)).toBe('今天要办的事');
  await officer.inspect();
  await officer.goto('/projects');
  expect(await officer.page.getByRole('link', { name: '第1号水利枢纽工程', exact: true }).count()).toBe(1);
  await officer.inspect();
  await officer.follow('第1号水利枢纽工程');
  expect(await stageNow(officer)).toContain('列入计划');
  await officer.inspect();
});

test('the search box finds while one types, and opens what alone is found', async () => {
  await officer.goto('/');
  const box = officer.page.getByRole('searchbox');
  await box.fill('水利');
  await officer.page.locator('#finder-hints a').waitFor();
  await officer.inspect();
  await box.press('Enter');
  await officer.page.waitForURL(`**/projects/${code}#todo`);
});

test('an act is filled in, checked and answered with a receipt', async () => {
  await officer.goto(`/projects/${code}`);
  await officer.follow('发出登记通知');
  await officer.inspect();
  await officer.press('核对后提交');
  await officer.inspect();
  await officer.press('发出通知');
  await officer.page.waitForURL('**/receipts/*');
  expect(await heading(officer)).toBe('登记通知已发出');
  await officer.inspect();
});

test('the owner signs for the notice and files the form; what is wrong is said beside its field', async () => {
  await owner.goto('/');
  await owner.inspect();
  await owner.follow('登记通知');
  await owner.inspect();
  await owner.press('签收');
  await owner.page.waitForURL('**/receipts/*');
  expect(await heading(owner)).toBe('已签收');

  await owner.goto(`/projects/${code}`);
  await owner.inspect();
  await owner.follow('填报项目档案登记表');
  await owner.inspect();
  await owner.fill({ 'form.projectName': '第1号水利枢纽工程', 'form.investmentWan': '很多' });
  await owner.press('核对后提交');
  const summary = owner.page.locator('.error-summary');
  expect(await owner.page.evaluate('document.activeElement.className')).toContain('error-summary');
  await summary.getByRole('link', { name: '请填写数字' }).click();
  expect(await owner.page.locator(':focus').getAttribute('name')).toBe('form.investmentWan');
  await owner.inspect();

  await owner.fill({ ...REGISTRATION, ...UNLISTED });
  await owner.press('保存，稍后再填');
  await owner.goto(`/projects/${code}/acts/registration.submit`);
  expect(await owner.page.locator('[name="form.location"]').inputValue()).toBe('禅城区沙口');
  await owner.press('核对后提交');
  expect(await owner.page.getByText('岭南水利设计院').count()).toBe(1);
  await owner.inspect();
  await owner.press('确认并提交');
  await owner.page.waitForURL('**/receipts/*');
  expect(await heading(owner)).toBe('登记表已提交');
});

test('the officer confirms, and the next page says so', async () => {
  await officer.goto(`/projects/${code}`);
  await officer.follow(officer.page.getByRole('link', { name: '确认登记', exact: true }).first());
  await officer.fill({ route: 'own' });
  await officer.press('核对后提交');
  expect(await officer.page.getByText('由本局组织验收').count()).toBe(1);
  await officer.press('确认登记');
  await officer.page.waitForURL('**/receipts/*');
  await officer.goto(`/projects/${code}`);
  expect(await stageNow(officer)).toContain('跟踪');
  await officer.inspect();
});

test('without a script one finds a case, and rows are added and taken away and keep what was written', async () => {
  const plain = await visitors.enter(api.people.officer, { scriptless: true });
  const { page } = plain;
  await page.getByRole('searchbox').fill('水利');
  await Promise.all([page.waitForEvent('domcontentloaded'), page.getByRole('searchbox').press('Enter')]);
  expect(new URL(page.url()).pathname).toBe(`/projects/${code}`);
  await plain.goto(`/projects/${code}/acts/visit.record`);
  await plain.press('核对后提交');
  expect(await page.locator('.error-summary').count()).toBe(1);
  await plain.fill({ minutes: '现场检查', 'findings.0.text': '竣工图未盖章' });
  await plain.press('再加一项');
  await plain.fill({ 'findings.1.text': '目录缺页' });
  await plain.press(page.getByRole('button', { name: /^删除这一项/ }).first());
  expect(await page.locator('[name="findings.0.text"]').inputValue()).toBe('目录缺页');
  await plain.press('核对后提交');
  await plain.press('确认并提交');
  await page.waitForURL('**/receipts/*');
  await plain.goto(`/projects/${code}/papers`);
  expect(await page.getByText('目录缺页').count()).toBe(1);
  await officer.goto(`/projects/${code}/papers`);
  await officer.inspect();
});

test('a telephone call is logged by keyboard alone', async () => {
  const { page } = officer;
  await officer.goto('/projects');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/projects/${code}`);
  const focusedText = () => page.evaluate('document.activeElement.textContent');
  while ((await focusedText()) !== '记录电话') await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/acts/call.log');
  const focused = () => page.evaluate('document.activeElement.getAttribute("name")');
  while ((await focused()) !== 'spokeWith') await page.keyboard.press('Tab');
  await page.keyboard.type('李文静');
  while ((await focused()) !== 'words') await page.keyboard.press('Tab');
  await page.keyboard.type('下周补交');
  while ((await focused()) !== '_do') await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/receipts/*');
  expect(await heading(officer)).toBe('通话已记录');
});

test('the same form sent twice acts once', async () => {
  const facts = () => api.admin.client.fact.count({ where: { kind: 'call.log' } });
  const before = await facts();
  await officer.goto(`/projects/${code}/acts/call.log`);
  await officer.fill({ spokeWith: '李文静', words: '再次来电' });
  const ends = await officer.page.evaluate(`(() => {
    const body = new FormData(document.querySelector('form.form'));
    body.set('_do', 'check');
    const send = () => fetch(location.pathname, { method: 'POST', body, headers: { Accept: 'text/html' } });
    return Promise.all([send(), send()]).then((answers) => answers.map(({ status, url }) => status + ' ' + url));
  })()`);
  const [receipt] = ends as string[];
  expect(ends).toEqual([receipt, receipt]);
  expect(receipt).toMatch(/^200 .*\/receipts\//);
  expect(await facts()).toBe(before + 1);
});

test('pages of one’s own account', async () => {
  for (const path of [
    '/account',
    '/account/roles',
    '/account/absences',
    '/account/password',
    '/account/second-factor',
  ]) {
    await officer.goto(path);
    await officer.inspect();
  }
});

test('nothing is there for whom it is hidden from, and a page says so', async () => {
  const stranger = await visitors.enter(api.people.westOfficer);
  const answers: number[] = [];
  stranger.page.on('response', (response: Response) => void answers.push(response.status()));
  for (const path of [`/projects/${code}`, `/projects/${randomUUID()}`, `/projects/${code}/acts/call.log`]) {
    await stranger.goto(path);
    expect(await heading(stranger)).toBe('没有找到');
  }
  await stranger.inspect();
  expect(answers.filter((status) => status >= 500)).toEqual([]);
});
