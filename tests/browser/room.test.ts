import { agreeToPhotos, roundOf, sampled, scoresOf, volumesOf } from '../api/support/meeting';
import { fullPanel, items, type Panel } from '../api/support/panel';
import { PASSWORD } from '../api/support/people';
import { type RunningApi, startRunningApi } from '../api/support/running-api';
import { startVisitors, type Visit, type Visitors } from './support/visitors';

/** What goes otherwise in a meeting, and what follows it, by pages: one project that fails, from the sample to what it puts right. */
let api: RunningApi;
let visitors: Visitors;
let panel: Panel;
let recorder: Visit;
let officer: Visit;
let director: Visit;
let owner: Visit;
/** By seat: leader, deputy, department's member, two experts. */
let members: Visit[];

beforeAll(async () => {
  api = await startRunningApi();
  panel = await fullPanel(api, 20);
  await agreeToPhotos(api, panel, true);
  await sampled(api, panel);
  visitors = await startVisitors(api);
  const { people } = api;
  recorder = await visitors.enter(people.recorder);
  officer = await visitors.enter(people.officer);
  director = await visitors.enter(people.director);
  owner = await visitors.enter(people.owner);
  members = [];
  for (const { personId } of panel.members) {
    const account = await api.admin.client.account.findFirstOrThrow({ where: { personId } });
    members.push(await visitors.enter({ login: account.login }));
  }
});
afterAll(async () => {
  await visitors?.close();
  await api.close();
});

const path = (page: string) => `/projects/${panel.code}/rounds/1/${page}`;
/** Fixes on which half-day the adjourned meeting goes on. */
async function resume(date: string, half: string): Promise<void> {
  await officer.goto(path('meeting'));
  await officer.follow('续会安排');
  await officer.fill({ 'halfDays.0.date': date, 'halfDays.0.half': half, reason: '续会' });
  await officer.press('核对后提交');
  await officer.press('确认并提交');
}

test('a member leaves: the recorder notes it, the leader confirms, and with four of five the meeting adjourns', async () => {
  const { page } = recorder;
  await recorder.goto(path('meeting'));
  const seat = page.locator('#seat-5');
  await seat.getByText('登记离会').first().click();
  await seat.getByRole('button', { name: '登记离会' }).click();
  await page.locator('.error-summary').getByText('请写明离会原因').waitFor();
  await seat.locator('input[name^="reason-"]').fill('家中急事');
  await seat.getByRole('button', { name: '登记离会' }).click();
  await page.getByText('离会待组长确认').waitFor();
  // Of no effect yet.
  await page.getByText('可以继续').waitFor();

  const [leader] = members as [Visit];
  await leader.goto(path('meeting'));
  await leader.follow('核对后确认离会');
  await leader.press('核对后提交');
  await leader.press('确认并提交');
  // Nobody touched the recorder’s page.
  await page.getByText('会议已休会').waitFor();
  await page.getByText('在场人数不足').waitFor();
  await seat.getByText('家中急事').waitFor();
  await recorder.inspect();
});

test('it goes on in the afternoon: the officer fixes when, whoever comes is checked in anew, and the sample stands', async () => {
  await resume('2026-03-24', 'afternoon');
  await officer.goto(path('meeting'));
  await officer.page.getByText('续会定于').waitFor();
  await api.moveTo('2026-03-24T06:40:00.000Z');
  await recorder.goto(path('meeting'));
  await recorder.page.getByText('还差5人').waitFor();
  await recorder.press('其余成员全部签到');
  await recorder.page.getByText('可以继续').waitFor();
  expect(await recorder.page.locator('.stagebar [aria-current="step"]').textContent()).toContain('检查');
});

test('a page of a volume is photographed: sent as it is taken, or once there is a line again; what is left is handed in', async () => {
  const expert = members[3]!;
  const { page } = expert;
  const picture = async () => ({ name: '拍照.png', mimeType: 'image/png', buffer: await page.screenshot() });
  await expert.goto(path('volumes'));
  const volume = page.locator('.volume:visible');
  await volume.getByText('有问题', { exact: true }).click();
  const camera = volume.locator('input[type="file"]');
  await camera.setInputFiles(await picture());
  await volume.getByText('照片已上传').waitFor();
  await volume.locator('select').first().selectOption('Q-03');
  await page.context().setOffline(true);
  await camera.setInputFiles(await picture());
  await volume.getByText('没有网络，照片待联网后自动上传').waitFor();
  await page.context().setOffline(false);
  await volume.getByText('照片已上传').waitFor();
  const photos = volume.locator('.photos a');
  expect(await photos.count()).toBe(2);
  await volume.getByRole('button', { name: '移除' }).first().click();
  await volume.locator('textarea').fill('第88页竣工图章缺总监签字');
  await volume.locator('textarea').blur();
  await page.locator('.saved--big').getByText('已保存').waitFor();
  await expert.inspect();
  await page.reload();
  expect(await photos.count()).toBe(1);
  await expert.press('核对后提交');
  await page.locator('.facts--answers').getByRole('link', { name: '照片1' }).waitFor();
  await expert.inspect();
  await expert.press('确认并提交');
  await page.waitForURL('**/receipts/*');
});

/** All volumes and sheets of the meeting, over HTTP; the leader finds something twice. */
async function inspectAndScore(): Promise<void> {
  for (const [at, { visitor, seatId }] of panel.members.entries()) {
    const volumes = (await volumesOf(api, panel, seatId)).map((itemId) => ({ itemId, findings: [] }));
    const findings =
      at === 0 ? ['合同未写归档要求', '未设专职人员'].map((evidence) => ({ code: 'B-01', evidence })) : [];
    await api.act(visitor, panel.code, 'volumes.inspect', { volumes, findings });
  }
  const scores = await scoresOf(api);
  for (const { visitor } of panel.members) await api.act(visitor, panel.code, 'sheet.submit', { scores });
}

test('a sheet is revised once: what changes is checked, and the panel sees both versions', async () => {
  await inspectAndScore();
  const expert = members[3]!;
  await expert.goto(path('deliberation'));
  await expert.follow('修改评分表');
  await expert.fill({ reason: '听取合议意见' });
  await expert.press('核对后提交');
  await expert.page.locator('.error-summary').getByText('评分和理由都没有改动').waitFor();
  const points = expert.page.locator('[name="scores.0.points"]');
  const before = Number(await points.inputValue());
  await expert.fill({ 'scores.0.points': String(before - 1), 'scores.0.reason': '制度缺一项' });
  await expert.press('核对后提交');
  const changed = `原${before}分，改为${before - 1}分`;
  await expert.page.getByText(changed).waitFor();
  expect(await expert.page.locator('.facts--answers').getByText('原').count()).toBe(1);
  await expert.inspect();
  await expert.press('确认并提交');
  await expert.follow('回到会议');

  const [leader] = members as [Visit];
  await leader.goto(path('deliberation'));
  await leader.page.getByText('听取合议意见').waitFor();
  await leader.page.locator('.finding').getByRole('link', { name: '照片1' }).waitFor();
  await leader.page.getByText(changed).waitFor();
  await leader.inspect();
  await expert.goto(path('deliberation'));
  expect(await expert.page.getByRole('link', { name: '修改评分表' }).count()).toBe(0);
});

test('a missing vote that could decide: two record it, nothing is counted, and the vote is cast when the meeting goes on', async () => {
  const { code } = panel;
  const [leader, deputy, official, first, last] = panel.members;
  const { findings } = await roundOf(api, panel);
  const decisions = findings.map(({ id: findingId, evidence }: { id: string; evidence: string }) => ({
    as: evidence.startsWith('合同') ? 'must_fix' : 'fix',
    findingId,
  }));
  await api.act(leader.visitor, code, 'finding.mark', { decisions });
  await api.act(leader.visitor, code, 'deliberation.close');
  for (const { visitor } of [leader, deputy]) await api.act(visitor, code, 'ballot.cast', { vote: 'fail' });
  for (const { visitor } of [official, first]) await api.act(visitor, code, 'ballot.cast', { vote: 'pass' });

  await recorder.goto(path('meeting'));
  await recorder.follow('登记未表决成员');
  await recorder.page.locator(`[name="seatId"][value="${last.seatId}"]`).check();
  await recorder.fill({ reason: '临时离开' });
  await recorder.press('核对后提交');
  await recorder.press('确认并提交');
  await members[0]!.goto(path('meeting'));
  await members[0]!.follow('核对后确认');
  await members[0]!.press('核对后提交');
  await members[0]!.press('确认并提交');
  await recorder.goto(path('meeting'));
  await recorder.page.getByText('未投的票可能改变结果').waitFor();
  await recorder.inspect();

  await resume('2026-03-25', 'morning');
  await api.moveTo('2026-03-25T01:30:00.000Z');
  await recorder.goto(path('meeting'));
  await recorder.press('其余成员全部签到');
  const late = members[4]!;
  await late.goto(path('meeting'));
  await late.follow('表决');
  await late.fill({ vote: 'fail' });
  await late.press('核对后提交');
  await late.fill({ password: PASSWORD });
  await late.press('密封投票');
  await recorder.page.getByText('验收不合格').waitFor();
  await api.act(leader.visitor, code, 'result.announce');
});

test('the opinion begins with what was found; a new version shows what changed and asks everybody again; a dissent stands in it', async () => {
  const [leader, deputy, , expert] = members as [Visit, Visit, Visit, Visit, Visit];
  await leader.goto(path('meeting'));
  await leader.follow('验收意见');
  await leader.follow('起草验收意见');
  expect(await leader.page.locator('[name="problems"]').inputValue()).toContain('合同未写归档要求');
  await leader.fill({ overview: '项目概况', management: '档案管理情况', againstScoreReason: '系统性缺陷' });
  await leader.press('核对后提交');
  await leader.press('确认并提交');

  const sign = async (visit: Visit, dissent = '') => {
    await visit.goto(path('opinion'));
    await visit.follow('签署验收意见');
    if (dissent) await visit.fill({ dissent });
    await visit.press('核对后提交');
    await visit.fill({ password: PASSWORD });
    await visit.press('签署');
    await visit.page.waitForURL('**/receipts/*');
  };
  await sign(deputy);
  await leader.goto(`/projects/${panel.code}/opinion`);
  await leader.follow('修改为新一稿');
  expect(await leader.page.locator('[name="overview"]').inputValue()).toBe('项目概况');
  await leader.fill({ advice: '补充目录' });
  await leader.press('核对后提交');
  await leader.press('确认并提交');

  await deputy.goto(path('opinion'));
  await deputy.page.getByText('第1稿已有1人签署').waitFor();
  await deputy.page.getByText('与第1稿不同').click();
  await deputy.page.getByText('原为空').waitFor();
  await deputy.inspect();
  await sign(expert, '竣工图编制尚可，不宜定为不合格');
  const { opinion } = await roundOf(api, panel);
  for (const at of [0, 1, 2, 4]) {
    await api.act(panel.members[at]!.visitor, panel.code, 'opinion.sign', { opinionId: opinion.id });
  }
  const scan = await api.upload(api.officer, panel.code);
  await api.act(api.officer, panel.code, 'opinion.submit_form', { printedSha256: scan, scanSha256: scan });

  await director.goto(path('opinion'));
  await director.page.getByText('竣工图编制尚可').waitFor();
  await director.inspect();
  await director.follow('签发验收意见');
  await director.press('核对后提交');
  await director.press('签发');
  await director.page.waitForURL('**/receipts/*');
  await officer.goto(path('opinion'));
  await officer.page.getByText('已签发').waitFor();
  // The owner signs for what was served, and has the paper and nothing of who signed it.
  for (const { id } of await items(api.owner, '/api/v1/services?open=true&mine=true')) {
    await api.act(api.owner, panel.code, 'service.record', { serviceId: id });
  }
  await owner.goto(`/projects/${panel.code}/opinion`);
  await owner.page.waitForURL(`**/projects/${panel.code}/papers`);
});

test('the owner answers each item with evidence; the officer reads it, sends back or closes; the last one that must be fixed brings the panel back', async () => {
  const { code } = panel;
  const list = `/projects/${code}/items`;
  const row = ({ page }: Visit, text: string) => page.getByRole('row').filter({ hasText: text });
  const act = async (visit: Visit, item: string, link: string, fill: Record<string, string>) => {
    await visit.goto(list);
    await visit.follow(row(visit, item).getByRole('link', { name: link }));
    await visit.fill(fill);
    if (link === '报送整改情况') {
      const buffer = await visit.page.screenshot();
      await visit.page
        .locator('[name="evidence.file"]')
        .setInputFiles({ name: '整改后.png', mimeType: 'image/png', buffer });
    }
    await visit.press('核对后提交');
    await visit.press('确认并提交');
    await visit.page.waitForURL('**/receipts/*');
  };
  await act(owner, '合同未写归档要求', '报送整改情况', { text: '已补签补充协议' });
  await act(officer, '合同未写归档要求', '核查整改情况', { accepted: 'false', verdict: '缺盖章页' });
  await owner.goto(list);
  await row(owner, '合同未写归档要求').getByText('缺盖章页').waitFor();
  const photo = owner.page.waitForEvent('download');
  await row(owner, '第88页竣工图章缺总监签字').getByRole('link', { name: '照片1' }).click();
  expect((await photo).suggestedFilename()).toBe('拍照.png');
  await owner.inspect();
  await act(owner, '合同未写归档要求', '报送整改情况', { text: '已补盖章页' });
  await officer.goto(list);
  await officer.inspect();
  // Nothing that was handed in is ever shown in place.
  const downloading = officer.page.waitForEvent('download');
  await row(officer, '合同未写归档要求').getByRole('link', { name: '证明材料1' }).last().click();
  expect((await downloading).suggestedFilename()).toBe('整改后.png');
  await act(officer, '合同未写归档要求', '核查整改情况', { accepted: 'true', verdict: '属实' });
  await officer.goto(`/projects/${code}/rounds/2/meeting`);
  await officer.follow('整改事项');
  expect(await row(officer, '合同未写归档要求').textContent()).toContain('已销号');
  // Who inspects again reads what was reported.
  await members[3]!.goto(list);
  await row(members[3]!, '合同未写归档要求').getByRole('link', { name: '证明材料1' }).last().waitFor();
});
