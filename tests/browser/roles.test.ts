import { applied, appointSeats, fillPool, items } from '../api/support/panel';
import type { TestPerson } from '../api/support/people';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { DICE } from '../support/panel';
import { startVisitors, type Visitors } from './support/visitors';

/** Director, witness and expert do their part by pages alone, on a project that others brought so far. */
let api: RunningApi;
let visitors: Visitors;
let code: string;
let experts: TestPerson[];

beforeAll(async () => {
  api = await startRunningApi();
  visitors = await startVisitors(api);
  code = await applied(api, 12);
  await api.act(api.officer, code, 'application.propose', { reply: { decision: 'accept' }, reason: '材料齐全' });
  experts = await fillPool(api);
});
afterAll(async () => {
  await visitors?.close();
  await api.close();
});

const stage = async () => (await api.officer.get(`/api/v1/projects/${code}`)).body.stage;

test('the director finds the proposal in his queue, and sends nothing back without a reason', async () => {
  const director = await visitors.enter(api.people.director);
  expect(await director.page.getByRole('heading', { level: 1 }).textContent()).toBe('待我批准');
  expect(await director.page.getByText('材料齐全').count()).toBe(1);
  await director.inspect();
  await director.follow('退回');
  await director.press('核对后提交');
  await director.press('确认决定');
  await director.page.locator('.error-summary').waitFor();
  await director.inspect();
  expect(await stage()).toBe('reviewing');

  await director.goto('/');
  await director.follow('核对后批准');
  await director.press('核对后提交');
  await director.inspect();
  await director.press('确认决定');
  await director.page.waitForURL('**/receipts/*');
  expect(await stage()).toBe('paneling');
  await director.goto('/');
  expect(await director.page.getByText('没有等您批准的事项').count()).toBe(1);
  await director.inspect();
});

test('the witness enters the digits twice, reveals, and sees what became of it', async () => {
  await appointSeats(api, code);
  const dice = { kind: 'dice', place: '二楼会议室', witnessId: api.people.witness.personId, bring: '身份证' };
  await api.act(api.officer, code, 'draw.freeze', { randomness: { ...dice, startsAt: '2026-03-03T01:00:00.000Z' } });
  await api.moveTo('2026-03-03T01:30:00.000Z');

  const witness = await visitors.enter(api.people.witness);
  await witness.inspect();
  await witness.follow(witness.page.locator('.tasks__name').first());
  await witness.inspect();
  await witness.fill({ first: DICE, second: `${DICE}1` });
  await witness.press('录入数字');
  expect(await witness.page.locator('.field__error').textContent()).toContain('两次录入不同');
  await witness.inspect();
  await witness.fill({ second: DICE.replaceAll(' ', '') });
  await witness.press('录入数字');
  await witness.page.getByRole('button', { name: '公布密钥并抽取' }).waitFor();
  await witness.inspect();
  await witness.press('公布密钥并抽取');
  await witness.page.getByText(DICE.replaceAll(' ', '')).waitFor();
  await witness.inspect();
});

test('a drawn expert sees the invitation and no other name, and accepts', async () => {
  const [round] = await items(api.officer, `/api/v1/projects/${code}/rounds`);
  const drawn: { holder: { personId: string; name: string } }[] = round.seats.filter(
    ({ role }: { role: string }) => role === 'expert',
  );
  const [mine, other] = drawn.map(({ holder }) => holder);
  const expert = await visitors.enter(experts.find(({ personId }) => personId === mine!.personId)!);
  await expert.inspect();
  await expert.follow(expert.page.getByRole('link', { name: '水利枢纽' }));
  await expert.inspect();
  expect(await expert.page.getByText(other!.name).count()).toBe(0);
  await expert.follow('接受邀请');
  await expert.inspect();
  await expert.press('核对后提交');
  await expert.inspect();
  expect(await expert.page.locator('.facts--answers').textContent()).toContain('回避关系没有');
  await expert.press('确认并接受');
  await expert.page.waitForURL('**/receipts/*');
  expect(await expert.page.getByRole('heading', { level: 1 }).textContent()).toBe('您已接受邀请');
  await expert.goto('/');
  expect(await expert.page.getByText('已接受').count()).toBe(1);
});
