import { setTimeout as sleep } from 'node:timers/promises';
import { runChecks } from '../../api/health';
import { apiChecks } from '../../ops/readiness-checks';
import { startTestTemporal, type TestTemporal } from '../support/temporal';

let temporal: TestTemporal;
beforeAll(async () => {
  const settings = { 'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': 1 };
  temporal = await startTestTemporal({ settings });
});
afterAll(() => temporal.close());

const problem = async () => {
  const checks = apiChecks(temporal.env.client).filter(({ name }) => name === 'workflows');
  return (await runChecks(checks))[0]?.problem;
};

test('a workflow whose tasks fail again and again is a problem, and counted, until its code is mended', async () => {
  expect(await problem()).toBeNull();
  const { client } = temporal.env;
  const workflowsPath = require.resolve('../support/defective-workflow');
  const { stop } = await temporal.startWorker({ taskQueue: 'defective', workflowsPath });
  const handle = await client.workflow.start('defective', { workflowId: 'defective', taskQueue: 'defective' });
  while ((await problem()) === null) await sleep(100);
  expect(await problem()).toBe("1 workflows can't go on: their tasks fail again and again");
  await stop();
  await handle.terminate();
  while ((await problem()) !== null) await sleep(100);
});
