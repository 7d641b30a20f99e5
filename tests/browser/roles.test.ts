import { applied, appointSeats, fillPool, items } from '../api/support/panel';
import { PASSWORD, type TestPerson } from '../api/support/people';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { DICE } from '../support/panel';
import { keyboardOf } from './support/keyboard';
import { NARROW, startVisitors, type Visit, type Visitors } from './support/visitors';

/** Director, witness and expert do their part by pages and by keyboard alone, two of them on a telephone's screen, on a project that others brought so far. */
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

/** The keys of a visit, and what is reached by them. */
function keysOf({ page }: Visit) {
  const { reach, write, enter } = keyboardOf(page);
  return {
    reach,
    write: (name: string, text: string) => write(page.locator(`[name="${name}"]`), text),
    press: (name: string) => enter(page.getByRole('button', { name, exact: true })),
    follow: (name: string | RegExp) => enter(page.getByRole('link', { name })),
    open: () => enter(page.locator('a.tasks__name, .tasks__name a').first()),
  };
}
const focused = ({ page }: Visit) => page.locator(':focus');

test('the director signs in, finds the proposal in his queue, and sends nothing back without a reason', async () => {
  const director = await visitors.enter();
  const { page } = director;
  const keys = keysOf(director);
  await director.goto('/sign-in');
  await keys.write('login', api.people.director.login);
  await keys.write('password', PASSWORD);
  await keys.press('登录');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('待我批准');
  expect(await page.getByText('材料齐全').count()).toBe(1);
  await director.inspect();

  await keys.reach(page.locator('.skip'));
  await page.keyboard.press('Enter');
  expect(await focused(director).getAttribute('id')).toBe('main');
  await keys.follow('退回');
  await keys.press('核对后提交');
  await keys.press('确认决定');
  expect(await focused(director).getAttribute('class')).toContain('error-summary');
  await director.inspect();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused(director).getAttribute('name')).toBe('reason');
  expect(await stage()).toBe('reviewing');

  await director.goto('/');
  await keys.follow('核对后批准');
  await keys.press('核对后提交');
  await director.inspect();
  await keys.press('确认决定');
  await page.waitForURL('**/receipts/*');
  expect(await stage()).toBe('paneling');
  await director.goto('/');
  expect(await page.getByText('没有等您批准的事项').count()).toBe(1);
  await director.inspect();
});

test('the witness enters the digits twice, reveals, and sees what became of it', async () => {
  await appointSeats(api, code);
  const dice = { kind: 'dice', place: '二楼会议室', witnessId: api.people.witness.personId, bring: '身份证' };
  await api.act(api.officer, code, 'draw.freeze', { randomness: { ...dice, startsAt: '2026-03-03T01:00:00.000Z' } });
  await api.moveTo('2026-03-03T01:30:00.000Z');

  const witness = await visitors.enter(api.people.witness, { size: NARROW });
  const { page } = witness;
  const keys = keysOf(witness);
  await witness.inspect();
  await keys.open();
  await witness.inspect();
  await keys.write('first', DICE);
  await keys.write('second', `${DICE}1`);
  await keys.press('录入数字');
  expect(await page.locator('.field__error').textContent()).toContain('两次录入不同');
  await witness.inspect();
  await keys.write('second', DICE.replaceAll(' ', ''));
  await keys.press('录入数字');
  await page.getByRole('button', { name: '公布密钥并抽取' }).waitFor();
  await witness.inspect();
  await keys.press('公布密钥并抽取');
  await page.getByText(DICE.replaceAll(' ', '')).waitFor();
  await witness.inspect();
});

test('a drawn expert sees the invitation and no other name, and accepts', async () => {
  const [round] = await items(api.officer, `/api/v1/projects/${code}/rounds`);
  const drawn: { holder: { personId: string; name: string } }[] = round.seats.filter(
    ({ role }: { role: string }) => role === 'expert',
  );
  const [mine, other] = drawn.map(({ holder }) => holder);
  const person = experts.find(({ personId }) => personId === mine!.personId)!;
  const expert = await visitors.enter(person, { size: NARROW });
  const { page } = expert;
  const keys = keysOf(expert);
  await expert.inspect();
  await keys.follow(/水利枢纽/);
  await expert.inspect();
  expect(await page.getByText(other!.name).count()).toBe(0);
  await keys.follow('接受邀请');
  await expert.inspect();
  await keys.press('核对后提交');
  await expert.inspect();
  expect(await page.locator('.facts--answers').textContent()).toContain('回避关系没有');
  await keys.press('确认并接受');
  await page.waitForURL('**/receipts/*');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('您已接受邀请');
  await expert.goto('/');
  expect(await page.getByText('已接受').count()).toBe(1);
});
