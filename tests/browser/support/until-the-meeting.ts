import { DICE } from '../../support/panel';
import { act, choose, give, go, signFor, stageNow, submit } from './by-page';
import { APPLICATION, catalogue, REGISTRATION } from './forms';
import type { Story } from './story';
import type { Visit } from './visitors';

export const OWNER = 'liwenjing@shakou.example.test';
const LIAISON = 'zhou@slj.example.test';
const OFFICIAL = 'zheng@slj.example.test';

/** The officer finds the contact of one of the project’s bodies, who gets an account. */
export async function recordContact(
  { home }: Story,
  officer: Visit,
  [as, body]: [as: string, body: string],
  [name, email]: [name: string, email: string],
): Promise<void> {
  await officer.goto(home);
  await go(officer, '登记联系人');
  const listed = await officer.page.locator('main label', { hasText: body }).count();
  await officer.fill({ as, 'organisation.as': listed ? 'id' : 'name' });
  if (listed) await choose(officer, body);
  else await officer.fill({ 'organisation.name': body });
  await officer.fill({ 'person.name': name, 'person.email': email });
  await submit(officer);
}

/** The officer imports the year’s list, and finds in the day’s work whom to look for. */
export async function list(story: Story): Promise<void> {
  const officer = await story.enter(story.api.people.officer.address);
  await officer.follow('导入表格');
  await go(officer, '重点项目清单');
  await officer.fill({ year: '2026', level: 'city' });
  const head = '序号,项目名称,行业,建设单位,总投资（万元）';
  await give(officer, '清单.csv', [head, '1,沙口水利枢纽除险加固工程,市政,佛山市沙口水利枢纽站,2800']);
  await officer.press('上传并试读');
  await officer.press('核对无误，写入');
  await officer.inspect();
  await go(officer, '打开项目台账');
  await officer.goto('/');
  await go(officer, '查找建设单位联系人');
  story.home = new URL(officer.page.url()).pathname;
  await recordContact(story, officer, ['owner', '佛山市沙口水利枢纽站'], ['李文静', OWNER]);
  await go(officer, '返回项目');
  await act(officer, '发出登记通知', {}, '发出通知');
}

/** The owner comes by mail, signs for the invitation and files the form; the officer confirms. */
export async function register(story: Story): Promise<void> {
  const owner = await story.openMail(OWNER, '请登记2026年度重点建设项目档案');
  await signFor(owner);
  await go(owner, '返回项目');
  await act(owner, '填报项目档案登记表', REGISTRATION);
  const officer = await story.enter(story.api.people.officer.address);
  await officer.goto('/');
  await go(officer, '审核登记表');
  await act(officer, '确认登记', { route: 'own' }, '确认登记');
}

/** The owner reports the quarter, gives the catalogue and applies. */
export async function apply({ enter, passTime, home }: Story): Promise<void> {
  await passTime('2026-04-01');
  const owner = await enter(OWNER);
  await owner.goto(home);
  await act(owner, '报送进展', { as: 'true' });
  await go(owner, '返回项目');
  await go(owner, '上传案卷目录');
  await give(owner, '案卷目录.csv', catalogue(20));
  await owner.press('上传并试读');
  await owner.press('核对无误，写入');
  await go(owner, '提交档案验收申请');
  await owner.fill(APPLICATION);
  for (const item of await owner.page.locator('fieldset:has(> .form [name$=".score"])').all()) {
    const [, maximum] = /（(\d+)分）/.exec((await item.locator('legend').first().textContent())!)!;
    await item.locator('[name$=".score"]').fill(maximum!);
  }
  await submit(owner);
}

/** The officer reads report and application and proposes; the director decides; the owner signs for the reply. */
export async function review({ api, enter, openMail, home }: Story): Promise<void> {
  const officer = await enter(api.people.officer.address);
  await officer.goto('/');
  await go(officer, '阅看进展报告');
  await go(officer, '阅看进展报告');
  await officer.press('标记为已阅');
  await officer.goto(home);
  await go(officer, '查看验收申请');
  await officer.page.getByText('第20卷').waitFor();
  await officer.inspect();
  await act(officer, '提出受理意见', { 'reply.as': 'accept', reason: '材料齐全' });
  await act(await enter(api.people.director.address), '核对后批准', {}, '确认决定');
  const owner = await openMail(OWNER, '验收申请已受理');
  await signFor(owner);
  await go(owner, '返回项目');
  expect(await stageNow(owner)).toContain('组建验收组');
}

/** The officer fixes the days and appoints; the department is written to and names its member. */
export async function appoint(story: Story): Promise<void> {
  const { api, enter, home } = story;
  const officer = await enter(api.people.officer.address);
  await officer.goto('/');
  await go(officer, '确定验收会议时间和地点');
  await go(officer, '安排验收会议');
  await officer.fill({ 'halfDays.0.date': '2026-04-22', 'halfDays.0.half': 'morning', place: '项目部二楼会议室' });
  await officer.press('再加一项');
  await officer.fill({ 'halfDays.1.date': '2026-04-22', 'halfDays.1.half': 'afternoon' });
  await submit(officer);
  for (const [role, name] of [
    ['leader', '王敏'],
    ['deputy', '陈副组'],
  ] as const) {
    await officer.goto(home);
    await go(officer, '指定验收组成员');
    await officer.fill({ role });
    await choose(officer, name);
    await submit(officer);
  }
  await recordContact(story, officer, ['department', '佛山市水利局'], ['周联系', LIAISON]);
  await go(officer, '返回项目');
  await act(officer, '发函商请推荐成员', { role: 'department' });

  const liaison = await enter(LIAISON);
  await go(liaison, '商请推荐成员函');
  await signFor(liaison);
  await go(liaison, '返回项目');
  const member = { 'member.as': 'name', 'member.name': '郑志远', 'member.title': '处长', 'member.email': OFFICIAL };
  await act(liaison, '推荐验收组成员', { role: 'department', ...member });
}

/** The officer commits to the draw; the witness throws the dice on the day and reveals. */
export async function draw({ api, enter, openMail, passTime, home }: Story): Promise<void> {
  const officer = await enter(api.people.officer.address);
  await officer.goto(home);
  await go(officer, '冻结名册并公布承诺值');
  await officer.inspect();
  await officer.fill({ 'randomness.as': 'dice', 'randomness.startsAt': '2026-04-07T10:00' });
  await officer.fill({ 'randomness.place': '二楼会议室', 'randomness.bring': '身份证' });
  await submit(officer);
  const witness = await openMail(api.people.witness.address, '见证随机抽取');
  await passTime('2026-04-07');
  await witness.page.reload();
  await witness.fill({ first: DICE, second: DICE });
  await witness.press('录入数字');
  await witness.press('公布密钥并抽取');
  await witness.page.getByRole('link', { name: '核验第1号抽取' }).waitFor();
}

/** Everybody who was asked opens the invitation from the mail and accepts. @returns the panel’s addresses by seat */
export async function accept({ openMail, readers, passTime }: Story): Promise<string[]> {
  await passTime();
  const [leader, deputy, ...drawn] = readers(/前答复：档案验收/);
  const panel = [leader!, deputy!, OFFICIAL, ...drawn];
  for (const address of panel) {
    const member = await openMail(address, '前答复：档案验收');
    await go(member, '接受邀请');
    await submit(member, '确认并接受');
  }
  return panel;
}

/** The notice reaches owner and members, who sign for it. */
export async function giveNotice({ api, enter, openMail, home }: Story, panel: readonly string[]): Promise<void> {
  const officer = await enter(api.people.officer.address);
  await officer.goto(home);
  expect(await stageNow(officer)).toContain('召开会议');
  await act(officer, '发出会议通知', { bring: '身份证', prepare: '全部案卷及检索工具' });
  for (const address of [OWNER, ...panel]) await signFor(await openMail(address, '档案验收会议通知'));
}
