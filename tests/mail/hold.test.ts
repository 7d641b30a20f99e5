import { setTimeout as sleep } from 'node:timers/promises';
import { createOutboxFixture, MONDAY_TEN, type OutboxFixture } from './outbox-fixture';

/** An installation for practice, whose time somebody is about to move. */
let at: OutboxFixture;
beforeAll(async () => {
  at = await createOutboxFixture({ mode: 'practice', practiceNow: new Date(MONDAY_TEN) });
});
afterAll(() => at.close());

const queued = async () => at.queue('project-closed', await at.person(), { projectId: await at.project() });

test('mail that is kept back leaves when it is released, whichever sender asks', async () => {
  expect(await at.sender.hold()).toBe(true);
  const id = await queued();
  expect(await at.sender.runOnce()).toMatchObject({ accepted: 0 });
  expect(await at.another().runOnce()).toMatchObject({ accepted: 0 });
  expect(await at.mail(id)).toMatchObject({ state: 'queued', attempts: 0 });
  await at.another().release();
  expect(await at.sender.runOnce()).toMatchObject({ accepted: 1 });
});

test('nothing is kept back while a mail is under way', async () => {
  const id = await queued();
  at.smtp.delay(1_000);
  const running = at.another().runOnce();
  while ((await at.mail(id)).leaseUntil === null) await sleep(5);
  expect(await at.sender.hold()).toBe(false);
  expect(await running).toMatchObject({ accepted: 1 });
  at.smtp.delay(0);
  expect(await at.sender.hold()).toBe(true);
  await at.sender.release();
});
