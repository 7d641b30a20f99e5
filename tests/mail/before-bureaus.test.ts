import { createOutboxFixture, type OutboxFixture } from './outbox-fixture';

let outbox: OutboxFixture;

beforeAll(async () => {
  outbox = await createOutboxFixture();
  await outbox.database.client.jurisdiction.deleteMany();
});
afterAll(() => outbox.close());

test('mails leave before there is a bureau, and one that has no address holds up no other', async () => {
  const nobody = await outbox.queue('password-changed', await outbox.person({ address: '' }), { change: 'c1' });
  const invited = await outbox.queue('first-login', await outbox.person(), { issue: 1 });
  await outbox.sender.runOnce();
  expect(await outbox.mail(nobody)).toMatchObject({ state: 'given_up', lastError: 'no address in use' });
  expect(await outbox.mail(invited)).toMatchObject({ state: 'accepted' });
  expect(outbox.smtp.inbox[0]!.mail.from!.value).toEqual([{ name: '档验系统', address: 'dangyan@example.cn' }]);
  expect(await outbox.database.client.task.count()).toBe(0);
});
