import { setTimeout as sleep } from 'node:timers/promises';
import { ensureSchedules } from '../../ops/schedules';
import { type Engine, startEngine } from '../support/engine';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

test('digest, reconcile and audit root are scheduled once each, by the time of the office, and do their work', async () => {
  const { client } = engine.temporal.env;
  await ensureSchedules(client);
  await ensureSchedules(client);
  const lost = await engine.project();
  const workflow = client.workflow.getHandle(`project/${lost.code}`);
  await workflow.terminate('lost');

  for (const id of ['daily-digest', 'hourly-reconcile', 'hourly-audit-root']) {
    const schedule = client.schedule.getHandle(id);
    const { spec } = await schedule.describe();
    expect(spec).toMatchObject({ timezone: 'Asia/Shanghai' });
    await schedule.trigger();
    let [action] = (await schedule.describe()).info.recentActions;
    while (!action) {
      await sleep(100);
      [action] = (await schedule.describe()).info.recentActions;
    }
    const { workflowId, firstExecutionRunId } = action.action.workflow;
    await client.workflow.getHandle(workflowId, firstExecutionRunId).result();
  }
  expect((await workflow.describe()).status.name).toBe('RUNNING');
  expect(await engine.owner.client.auditRoot.count()).toBe(1);
});
