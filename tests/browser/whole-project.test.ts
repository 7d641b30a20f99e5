import type { Response } from 'playwright-core';
import { PASSWORD } from '../api/support/people';
import { DICE } from '../support/panel';
import { handOver, issue, putRight } from './support/after-the-meeting';
import { scanOf, stageNow } from './support/by-page';
import { beginStory, type Story } from './support/story';
import { accept, apply, appoint, draw, giveNotice, list, OWNER, register, review } from './support/until-the-meeting';
import type { Visit } from './support/visitors';

/**
 * One project from the year’s list to its close, everybody before a device of his own with pages, forms and his own mail alone. What
 * there is beforehand `beginStory` says; time is moved between the scenes.
 */
let story: Story;
let recorder: Visit;
let witness: Visit;
let officer: Visit;
/** By seat: leader, deputy, whose browser runs no script, department's member, two experts. */
let members: Visit[];
let panel: string[];

beforeAll(async () => {
  story = await beginStory('2026-03-30T01:00:00.000Z');
});
afterAll(() => story?.close());

test('the officer imports the year’s list, finds the owner’s contact and invites', () => list(story));

test('the owner comes by mail, signs and files the form; the officer confirms', () => register(story));

test('the owner reports, gives the catalogue and applies', () => apply(story));

test('the officer reads the application and proposes, the director decides, the owner signs for the reply', () =>
  review(story));

test('days are fixed, leader and deputy appointed; the department is written to and names its member', () =>
  appoint(story));

test('the pool is frozen; the witness throws the dice', () => draw(story));

test('all who were asked accept from their mails; the notice reaches them', async () => {
  panel = await accept(story);
  expect(panel).toHaveLength(5);
  await giveNotice(story, panel);
});

const room = () => `${story.home}/rounds/1/meeting`;

test('the recorder checks in whoever comes; the light says why the meeting can’t open, and then that it may go on', async () => {
  await story.passTime('2026-04-22');
  const { people } = story.api;
  recorder = await story.enter(people.recorder.address);
  witness = await story.enter(people.witness.address);
  officer = await story.enter(people.officer.address);
  members = await Promise.all(panel.map((address) => story.enter(address)));
  await recorder.goto(story.home);
  await recorder.follow('验收会议');
  await recorder.inspect();
  const [leader] = members;
  await leader!.goto(room());
  for (const number of [1, 2, 3, 4]) await recorder.press(recorder.page.locator(`#in-${number}`));
  await recorder.page.getByText('还差1人没有签到').waitFor();
  await recorder.press('其余成员全部签到');
  await recorder.page.getByText('可以继续').waitFor();
  expect(await stageNow(recorder)).toContain('抽卷');
  await recorder.inspect();
  // Nobody touched the leader’s page.
  await leader!.page.getByText('可以继续').waitFor();
  expect(await stageNow(leader!)).toContain('抽卷');
});

test('the sample is committed to in the room, and the witness enters the dice twice', async () => {
  await recorder.follow(recorder.page.getByRole('link', { name: '公布案卷抽样承诺值' }).first());
  await recorder.fill({ witnessId: story.api.people.witness.personId });
  await recorder.press('核对后提交');
  await recorder.press('确认并提交');
  await recorder.follow('回到会议');
  await recorder.page.getByText('等待投掷20枚骰子').waitFor();

  await witness.goto('/');
  await witness.follow(witness.page.locator('.tasks__name').first());
  await witness.fill({ first: DICE, second: `${DICE}1` });
  await witness.press('录入数字');
  expect(await witness.page.locator('.field__error').textContent()).toContain('两次录入不同');
  await witness.inspect();
  await witness.fill({ second: DICE.replaceAll(' ', '') });
  await witness.press('录入数字');
  await witness.page.getByText('案卷已抽出').waitFor();
  await witness.inspect();

  await recorder.page.getByRole('heading', { name: '提卷单' }).waitFor();
  await recorder.inspect();
  await recorder.press(recorder.page.getByRole('button', { name: /^交出提卷单/ }));
  await recorder.page.locator('[name="item"]').first().check();
  await recorder.press('所选案卷已提到');
  await recorder.page.getByText('已登记提到1卷').waitFor();
});

test('an expert goes on writing while the line is cut; all arrives once and in order', async () => {
  const expert = members[3]!;
  const { page } = expert;
  const answered: { key: string; name: string }[] = [];
  const hear = (response: Response) => {
    if (!response.url().endsWith('/fields') || response.status() !== 200) return;
    const [name] = Object.keys(response.request().postDataJSON().fields);
    answered.push({ key: response.request().headers()['idempotency-key']!, name: name! });
  };
  page.on('response', hear);
  await expert.goto(room());
  await expert.follow('检查我的案卷');
  await expert.inspect();
  const volume = page.locator('.volume:visible');
  const first = (await volume.getAttribute('id'))!;
  await volume.getByText('有问题', { exact: true }).click();
  await volume.locator('select').first().selectOption('Q-03');
  await page.getByText('已保存').waitFor();
  const evidence = volume.locator('textarea');
  await evidence.pressSequentially('第88页竣工图章');
  await page.context().setOffline(true);
  await evidence.pressSequentially('缺总监签字');
  await page.getByText('没有网络').waitFor();
  await volume.getByRole('link', { name: '下一卷' }).first().click();
  const second = (await volume.getAttribute('id'))!;
  expect(second).not.toBe(first);
  await volume.getByText('无问题', { exact: true }).click();
  await volume.getByRole('link', { name: '上一卷' }).click();
  await evidence.fill('第88页竣工图章缺总监签字，日期未填');
  await evidence.blur();
  await page.context().setOffline(false);
  await page.getByText('已保存').waitFor();

  page.off('response', hear);
  const keys = answered.map(({ key }) => key);
  const stored = await story.api.admin.client.idempotencyKey.findMany({ where: { key: { in: keys } } });
  const versions = new Map(
    stored.map(({ key, response }) => [key, (response as { body: { version: number } }).body.version]),
  );
  // Each write was done once, in the order in which it was made.
  expect(keys.map((key) => versions.get(key))).toEqual(keys.map((_, at) => at + 1));
  const inOrder = answered.map(({ name }) => name).filter((name, at, all) => name !== all[at - 1]);
  expect(inOrder).toEqual([
    ...[`${first}.verdict`, `${first}.0.code`, `${first}.0.evidence`, `${second}.verdict`, `${first}.0.evidence`],
  ]);
  const { personId } = await story.api.admin.client.emailAddress.findFirstOrThrow({ where: { address: panel[3]! } });
  const draft = await story.api.admin.client.draft.findFirstOrThrow({ where: { personId } });
  expect(draft).toMatchObject({
    version: answered.length,
    body: {
      form: {
        [`${first}.verdict`]: 'found',
        [`${first}.0.code`]: 'Q-03',
        [`${first}.0.evidence`]: '第88页竣工图章缺总监签字，日期未填',
        [`${second}.verdict`]: 'ok',
      },
    },
  });
  await page.reload();
  expect(await evidence.inputValue()).toBe('第88页竣工图章缺总监签字，日期未填');
});

/** Decides on every volume that has no verdict yet, one screen after the other, and hands them in. */
async function inspectAll({ page, press }: Visit): Promise<void> {
  const volume = page.locator('.volume:visible');
  while ((await volume.locator('.verdict').count()) > 0) {
    const open = (await volume.locator(':checked[type="radio"]').count()) === 0;
    if (open) await volume.getByText('无问题', { exact: true }).click();
    await volume.getByRole('link', { name: '下一卷' }).first().click();
  }
  await press('核对后提交');
  await page.getByRole('button', { name: '确认并提交' }).waitFor();
}

/** Without a script fields are saved by a button. */
async function saveOne({ page, press }: Visit): Promise<void> {
  await page.locator('.volume:visible').getByText('无问题', { exact: true }).click();
  await press('保存，稍后再填');
  expect(await page.locator('.volume').first().getByRole('radio', { name: '无问题' }).isChecked()).toBe(true);
}

test('volumes are checked and handed in; the panel sees the findings, the recorder in or not in', async () => {
  for (const [at, member] of members.entries()) {
    // One member has no device: an officer enters his paper.
    const by = at === 2 ? officer : member;
    await by.goto(room());
    if (at === 2) await by.follow('打印和录入纸质表');
    await by.follow(at === 2 ? '录入检查表 郑志远' : '检查我的案卷');
    if (at === 1) await saveOne(by);
    await inspectAll(by);
    if (at === 2) await by.page.locator('[name="scan"]').setInputFiles(await scanOf(by));
    if (at === 3) {
      expect(await member.page.locator('.facts--answers').textContent()).toContain(
        '第88页竣工图章缺总监签字，日期未填',
      );
      await member.inspect();
    }
    await by.press('确认并提交');
    await by.follow('回到会议');
  }
  await recorder.page.getByText('20卷中已交20卷').waitFor();
  expect(await stageNow(recorder)).toContain('评分');
  await recorder.inspect();
});

/** An officer types a member's sheet from paper, twice. */
async function enterFromPaper(name: string): Promise<void> {
  const { page, press, follow } = officer;
  await officer.goto(room());
  await follow('打印和录入纸质表');
  await officer.inspect();
  await follow(`打印 ${name}`);
  await officer.inspect();
  await page.goBack();
  await follow(`录入评分表 ${name}`);
  const score = async (first: string) => {
    for (const each of await page.locator('.score-item input').all())
      await each.fill((await each.getAttribute('max'))!);
    await officer.fill({ 'scores.0.points': first, 'scores.0.reason': '无分管负责人' });
    await press('核对后提交');
  };
  await page.locator('[name="entry.scanSha256.file"]').setInputFiles(await scanOf(officer));
  await score('3');
  await page.getByText('第二次录入').waitFor();
  expect(await page.locator('[name="scores.0.points"]').inputValue()).toBe('');
  await score('3.5');
  expect(await page.locator('.error-summary').textContent()).toContain('与第一次录入不同');
  await officer.inspect();
  await score('3');
  await press('密封提交');
  await page.waitForURL('**/receipts/*');
}

test('sheets say what is missing, ask for the password, and stay shut until the last one is in', async () => {
  for (const [at, member] of members.entries()) {
    const { page, fill, press, follow } = member;
    if (at === 2) {
      await enterFromPaper('郑志远');
      continue;
    }
    await follow('填写评分表');
    for (const each of await page.locator('.score-item input').all())
      await each.fill((await each.getAttribute('max'))!);
    if (at === 3) {
      await page.getByRole('button', { name: '组织保障减0.5分' }).click();
      expect(await page.locator('[data-total]').textContent()).toBe('99.5');
      // What was written stays in the browser until it is handed in.
      await page.reload();
      expect(await page.locator('[data-total]').textContent()).toBe('99.5');
      await press('核对后提交');
      expect(await page.locator('.error-summary').textContent()).toContain('扣了分，请写明理由');
      await member.inspect();
      await fill({ 'scores.0.reason': '未明确分管负责人' });
    }
    await press('核对后提交');
    if (at === 0) await member.inspect();
    await fill({ password: 'not the password' });
    await press('密封提交');
    await page.locator('.error-summary').waitFor();
    await fill({ password: PASSWORD });
    await press('密封提交');
    await follow('回到会议');
    if (at < 4) {
      expect(await page.getByText(`5份中已交${at + 1}份`).count()).toBe(1);
      expect(await page.getByRole('link', { name: '查看评分和问题' }).count()).toBe(0);
    }
  }
  expect(await members[3]!.page.evaluate('Object.keys(localStorage).filter((name) => name.includes("sheet"))')).toEqual(
    [],
  );
  await recorder.page.getByRole('link', { name: '查看评分和问题' }).waitFor();
});

test('the panel deliberates before the opened sheets, votes with the password again, and the leader announces', async () => {
  const [leader] = members as [Visit];
  await leader.follow('查看评分和问题');
  await leader.inspect();
  await leader.page.getByText('整改', { exact: true }).click();
  await leader.press('记下合议结果');
  await leader.page.getByText('已记下1条').waitFor();
  await leader.follow('结束合议');
  await leader.press('核对后提交');
  await leader.press('确认并提交');
  await leader.follow('回到会议');

  for (const [at, member] of members.entries()) {
    const { page, fill, press, follow } = member;
    await member.goto(room());
    await follow('表决');
    await fill({ vote: at === 4 ? 'fail' : 'pass' });
    await press('核对后提交');
    if (at === 0) await member.inspect();
    await fill({ password: PASSWORD });
    await press('密封投票');
    await page.waitForURL('**/receipts/*');
  }
  await recorder.page.getByText('验收合格').waitFor();
  await leader.goto(room());
  await leader.follow(leader.page.getByRole('link', { name: '宣布验收结果' }).first());
  await leader.press('核对后提交');
  await leader.press('宣布');
  await leader.page.waitForURL('**/receipts/*');
  await recorder.page.getByText('2026年4月22日宣布').waitFor();
  expect(await recorder.page.getByText('合格4票，不合格1票').count()).toBe(1);
  await recorder.inspect();
});

test('the opinion is drafted, signed by all, scanned, issued; the owner puts right what it asks for', async () => {
  await issue(story, panel);
  await putRight(story);
});

test('completion is recorded, the archives are handed over and signed for; the case is closed', async () => {
  await handOver(story);
  const owner = await story.enter(OWNER);
  await owner.goto(story.home);
  expect(await stageNow(owner)).toContain('办结');
  await owner.inspect();
});

test('every mail led to a page that its reader may open', async () => {
  expect(await story.deadLinks()).toEqual([]);
});
