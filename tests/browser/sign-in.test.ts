import { randomUUID } from 'node:crypto';
import { TOTP } from 'otpauth';
import { useLinkKey } from '../../activities/accounts/link-key';
import { loginLinkToken, tokenHash } from '../../activities/accounts/login-link-token';
import { toDate } from '../../activities/database/dates';
import { CONFIG, createTestApi, type TestApi } from '../api/support/api';
import { makeJurisdiction, makePerson, PASSWORD, type TestPerson } from '../api/support/people';
import { startVisitors, type Visit, type Visitors } from './support/visitors';

/** The doors of the house, in a browser: link, password, code, lock, forgotten, deputy. */
let api: TestApi;
let visitors: Visitors;
let bureau: string;
let officer: TestPerson;
let colleague: TestPerson;

beforeAll(async () => {
  useLinkKey(CONFIG.hmacKey as string);
  api = await createTestApi();
  bureau = await makeJurisdiction(api, 'SZ');
  officer = await makePerson(api, '陈慧敏', [{ role: 'officer', jurisdictionId: bureau }]);
  colleague = await makePerson(api, '王敏', [{ role: 'officer', jurisdictionId: bureau }]);
  visitors = await startVisitors(api);
});
afterAll(async () => {
  await visitors?.close();
  await api.close();
});

const heading = ({ page }: Visit) => page.getByRole('heading', { level: 1 }).textContent();

/** The page of a one-time link that was mailed to a person. */
async function linkOf({ accountId }: TestPerson, purpose: 'first_login' | 'reset'): Promise<string> {
  const id = randomUUID();
  const token = loginLinkToken(CONFIG.hmacKey as string, id);
  const expiresAt = new Date(Date.now() + 3_600_000);
  await api.admin.client.loginLink.create({ data: { id, accountId, purpose, tokenHash: tokenHash(token), expiresAt } });
  return `/links/${token}`;
}

test('a first link sets the password; looking at it does nothing, and it works once', async () => {
  const path = await linkOf(colleague, 'first_login');
  const visit = await visitors.enter();
  for (let times = 0; times < 3; times += 1) await visit.goto(path);
  await visit.inspect();
  await visit.fill({ password: 'short', repeated: 'short' });
  await visit.press('设置密码');
  expect(await visit.page.locator('.field__error').textContent()).toContain('至少10个字符');
  await visit.fill({ password: 'quilted-harbour-lemon-41', repeated: 'quilted-harbour-lemon-42' });
  await visit.press('设置密码');
  expect(await visit.page.locator('.field__error').textContent()).toContain('两次输入的密码不同');
  await visit.fill({ password: 'aaaaaaaaaaaa', repeated: 'aaaaaaaaaaaa' });
  await visit.press('设置密码');
  await visit.page.locator('.error-summary').waitFor();
  await visit.inspect();
  await visit.fill({ password: 'quilted-harbour-lemon-41', repeated: 'quilted-harbour-lemon-41' });
  await visit.press('设置密码');
  await visit.fill({ login: colleague.login, password: 'quilted-harbour-lemon-41' });
  await visit.press('登录');
  expect(await heading(visit)).toBe('今天要办的事');
  await visit.goto(path);
  expect(await heading(visit)).toContain('链接');
});

test('a second factor is set up with a device and asked for from then on', async () => {
  const visit = await visitors.enter(officer);
  await visit.goto('/account/second-factor');
  await visit.fill({ password: 'wrong password' });
  await visit.press('继续');
  await visit.page.locator('.error-summary').waitFor();
  await visit.fill({ password: PASSWORD });
  await visit.press('继续');
  const secret = (await visit.page.locator('code.hash').textContent())!.replaceAll(' ', '');
  await visit.inspect();
  await visit.fill({ code: '000000' });
  await visit.press('确认启用');
  await visit.page.locator('.error-summary').waitFor();
  await visit.inspect();
  const device = new TOTP({ secret });
  await visit.fill({ code: device.generate() });
  await visit.press('确认启用');
  expect(await visit.page.getByText('动态口令已启用').count()).toBe(1);
  await visit.press('退出');

  await visit.fill({ login: officer.login, password: PASSWORD });
  await visit.press('登录');
  await visit.page.waitForURL('**/sign-in/code*');
  await visit.inspect();
  await visit.goto('/projects');
  expect(new URL(visit.page.url()).pathname).toBe('/sign-in/code');
  // The code of the set-up is spent: the next one is of the step after it.
  await visit.fill({ code: device.generate({ timestamp: Date.now() + 30_000 }) });
  await visit.press('继续');
  await visit.page.getByRole('button', { name: '退出' }).waitFor();
});

test('a forgotten password is answered alike for everybody', async () => {
  const visit = await visitors.enter();
  const answers: (string | null)[] = [];
  for (const login of [officer.login, 'nobody-at-all']) {
    await visit.goto('/forgotten');
    await visit.fill({ login });
    await visit.press('发送链接');
    answers.push(await visit.page.locator('main').textContent());
  }
  expect(answers[0]).toBe(answers[1]);
  expect(await api.admin.client.loginLink.count({ where: { accountId: officer.accountId, purpose: 'reset' } })).toBe(1);
  await visit.inspect();
});

test('a deputy puts on the absent colleague’s hat, and pages say so', async () => {
  const absent = await makePerson(api, '何少珍', [{ role: 'officer', jurisdictionId: bureau }]);
  const deputy = await makePerson(api, '梁敏仪', [{ role: 'officer', jurisdictionId: bureau }]);
  const visit = await visitors.enter(absent);
  await visit.goto('/account/absences');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await visit.fill({ from: day(1), until: day(-1) });
  await visit.press('登记');
  expect(await visit.page.locator('.field__error').textContent()).toContain('最后一天不能早于第一天');
  await visit.fill({ from: day(-1), until: day(5), deputyId: deputy.personId });
  await visit.press('登记');
  expect(await visit.page.getByText('由梁敏仪代理').count()).toBe(1);
  await visit.inspect();

  const other = await visitors.enter(deputy);
  await other.goto('/account/roles');
  await other.inspect();
  await other.page.getByText('代何少珍办理').click();
  await other.press('使用这个身份');
  expect(await other.page.locator('.whoami').textContent()).toContain('梁敏仪代何少珍');
  await other.goto('/projects');
  expect(await heading(other)).toBe('项目台账');

  // Back at work: the deputy is himself again, without a word of error.
  await api.admin.client.absence.updateMany({ where: { personId: absent.personId }, data: { until: toDate(day(-1)) } });
  await other.goto('/projects');
  expect(await other.page.locator('.whoami').textContent()).not.toContain('何少珍');
});

test('ten failures lock the account, in words that tell nobody whether it exists', async () => {
  const locked = await makePerson(api, '罗嘉仪', [{ role: 'officer', jurisdictionId: bureau }]);
  const visit = await visitors.enter();
  await visit.goto('/sign-in');
  for (let times = 0; times < 10; times += 1) {
    await visit.fill({ login: locked.login, password: `wrong-${times}` });
    await visit.press('登录');
  }
  await visit.fill({ login: locked.login, password: PASSWORD });
  await visit.press('登录');
  expect(await visit.page.locator('.error-summary').textContent()).toContain('多次失败后账号会暂时锁定');
});

test('English is a choice that stays', async () => {
  const visit = await visitors.enter();
  await visit.goto('/sign-in');
  await visit.press('English');
  expect(await visit.page.getByRole('button', { name: 'Sign in' }).count()).toBe(1);
  expect(await visit.page.evaluate('document.documentElement.lang')).toBe('en');
  await visit.inspect();
  await visit.goto('/forgotten');
  expect(await heading(visit)).toBe('Forgotten password');
});
