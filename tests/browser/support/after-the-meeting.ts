import { PASSWORD } from '../../api/support/people';
import { act, choose, go, scanOf, signFor, submit } from './by-page';
import type { Story } from './story';
import { OWNER, recordContact } from './until-the-meeting';

const RECEIVER = 'he@cjg.example.test';

/** The leader drafts, all sign, the officer brings the scan, the director issues, the owner signs for it. */
export async function issue({ api, enter, openMail, home }: Story, panel: readonly string[]): Promise<void> {
  const leader = await enter(panel[0]!);
  await leader.goto(home);
  const text = { overview: '项目概况', management: '档案管理情况', problems: '竣工图章不全', advice: '按期整改' };
  await act(leader, '起草验收意见', text);
  for (const address of panel) {
    const member = await openMail(address, '签署验收意见');
    await go(member, '签署验收意见');
    await member.press('核对后提交');
    await member.fill({ password: PASSWORD });
    await member.press('签署');
    await member.page.waitForURL('**/receipts/*');
  }
  const officer = await enter(api.people.officer.address);
  await officer.goto(home);
  await go(officer, '提交验收意见形式审查');
  for (const name of ['printedSha256', 'scanSha256'])
    await officer.page.locator(`[name="${name}.file"]`).setInputFiles(await scanOf(officer));
  await submit(officer);
  const director = await enter(api.people.director.address);
  await director.goto('/');
  await go(director, '签发验收意见');
  await act(director, '签发验收意见', {}, '签发');
  await signFor(await openMail(OWNER, '档案验收意见已印发'));
}

/** The owner reports the one item as done, with evidence; the officer finds it so. */
export async function putRight({ api, enter, openMail, home }: Story): Promise<void> {
  const owner = await openMail(OWNER, '整改');
  await signFor(owner);
  await go(owner, '返回项目');
  await go(owner, '报送整改情况');
  await owner.inspect();
  await go(owner, '报送整改情况 1');
  await owner.fill({ text: '已补签竣工图章' });
  await owner.page.locator('[name="evidence.file"]').setInputFiles(await scanOf(owner));
  await submit(owner);
  const officer = await enter(api.people.officer.address);
  await officer.goto(home);
  await go(officer, '核查整改情况');
  await go(officer, '核查整改情况 1');
  await officer.fill({ accepted: 'true' });
  await submit(officer);
}

/** Completion is recorded; the receiver comes by mail and signs for the archives. */
export async function handOver(story: Story): Promise<void> {
  const { api, enter, openMail, home } = story;
  const owner = await enter(OWNER);
  await owner.goto(home);
  await act(owner, '登记竣工验收', { heldOn: '2026-04-22', document: '竣备〔2026〕3号' });
  const officer = await enter(api.people.officer.address);
  await recordContact(story, officer, ['receiver', '佛山市城建档案馆'], ['何接收', RECEIVER]);
  await owner.goto(home);
  await go(owner, '提交移交清单');
  await choose(owner, '佛山市城建档案馆');
  const counts = owner.page.locator('input[name^="counts."][inputmode="decimal"]');
  for (const each of await counts.all()) await each.fill('20');
  await submit(owner);
  const receiver = await openMail(RECEIVER, '有一份通知等您查看|移交');
  await submit(receiver, '签收档案');
}
