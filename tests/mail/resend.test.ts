import { resendMail, resendOpenMail } from '../../activities/mail/resend';
import { createOutboxFixture, MONDAY_TEN, type OutboxFixture } from './outbox-fixture';

let outbox: OutboxFixture;

beforeAll(async () => {
  outbox = await createOutboxFixture();
});
afterAll(() => outbox.close());

const now = new Date(MONDAY_TEN);
const replaceAddress = async (personId: string, address: string) => {
  await outbox.database.client.emailAddress.updateMany({ where: { personId }, data: { endedAt: now } });
  await outbox.database.client.emailAddress.create({ data: { personId, address, verifiedAt: now } });
};

it('sends a message that bounced once more, to the address of today, with all its time', async () => {
  const personId = await outbox.person({ address: 'old@example.cn' });
  const id = await outbox.queue('finding-closed', personId, { finding: 'f1' });
  outbox.smtp.refuse(554);
  await outbox.sender.runOnce();
  outbox.smtp.refuse(450);
  await replaceAddress(personId, 'new@example.cn');
  outbox.clock.set('2026-12-14T02:00:00.000Z');
  await outbox.database.transaction((tx) => resendMail(tx, id, outbox.clock.now()));
  await outbox.sender.runOnce();
  expect((await outbox.mail(id)).state).toBe('queued');
  outbox.smtp.accept();
  outbox.clock.set('2026-12-14T02:01:00.000Z');
  await outbox.sender.runOnce();
  expect(outbox.smtp.inbox.map(({ envelopeTo }) => envelopeTo)).toEqual([['new@example.cn']]);
});

it('refuses what is still on its way, and what is not there', async () => {
  const id = await outbox.queue('finding-closed', await outbox.person(), { finding: 'f1' });
  await expect(outbox.database.transaction((tx) => resendMail(tx, id, now))).rejects.toThrow('MAIL_NOT_SENT_YET');
  const absent = '00000000-0000-4000-8000-000000000000';
  await expect(outbox.database.transaction((tx) => resendMail(tx, absent, now))).rejects.toThrow('NOT_FOUND');
});

it('sends to a new address what is open, and nothing that is over', async () => {
  outbox.clock.set(MONDAY_TEN);
  outbox.smtp.inbox.length = 0;
  const personId = await outbox.person({ address: 'before@example.cn' });
  await outbox.queue('item-sent-back', personId, { item: 'open', round: 1 }, { data: { due: '2026-12-11' } });
  await outbox.queue(
    'item-sent-back',
    personId,
    { item: 'over', round: 1 },
    { data: { due: '2026-11-20', item: '已过' } },
  );
  await outbox.queue('item-closed', personId, { item: 'news' });
  await outbox.sender.runOnce();
  await replaceAddress(personId, 'after@example.cn');
  expect(await outbox.database.transaction((tx) => resendOpenMail(tx, personId, now))).toBe(1);
  await outbox.sender.runOnce();
  const after = outbox.smtp.inbox.filter(({ envelopeTo }) => envelopeTo.includes('after@example.cn'));
  expect(after).toHaveLength(1);
  expect(after[0]!.mail.text).toContain('2026年12月11日');
});
