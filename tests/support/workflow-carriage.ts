import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { activityInfo } from '@temporalio/activity';
import { createActivities } from '../../activities/create-activities';
import { isSettled } from '../../activities/practice/step-time';
import { loadPosition } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { createInstallationSender } from '../../ops/installation-sender';
import { TASK_QUEUE } from '../../workflows/contract';
import { actThroughWorkflow } from './act-through-workflow';
import { type Carriage, type CarriageDeps, START } from './carriage';
import type { TestTemporal } from './temporal';

/**
 * Carries a world by its workflows: acts travel as the API sends them, and time passes on a Temporal server that skips
 * it. The server's time begins when it is started; the world's begins at `START` all the same.
 */
export async function workflowCarriage(
  temporal: TestTemporal,
  smtpUrl: string,
  { worker, api }: CarriageDeps,
): Promise<Carriage> {
  const { env } = temporal;
  const { client } = env;
  const ahead = (await env.currentTimeMs()) - new Date(START).getTime();
  // While nobody skips it, the server's time passes as the machine's does.
  let skipped = 0;
  const machine = { now: () => new Date(Date.now() + skipped) };
  const lookAtServer = async () => {
    skipped = (await env.currentTimeMs()) - ahead - Date.now();
  };
  await lookAtServer();

  const scheduled = { now: () => new Date(activityInfo().scheduledTimestampMs - ahead) };
  const auditKey = generateKeyPairSync('ed25519').privateKey;
  const running = await temporal.startWorker({
    taskQueue: TASK_QUEUE,
    activities: createActivities({ database: worker, client, auditKey, clock: scheduled }),
    maxConcurrentActivityTaskExecutions: 6,
  });
  const sender = createInstallationSender({
    database: worker,
    client,
    clock: machine,
    smtpUrl,
    from: 'dangyan@example.cn',
    origin: 'https://dangyan.test',
  });

  const settled = async () => {
    await lookAtServer();
    return worker.transaction((tx) => isSettled(tx, machine));
  };
  return {
    birth: { mode: 'real' },
    machine,
    now: async () => machine.now(),
    async begin({ id: projectId }) {
      await startProject(
        client,
        await worker.transaction((tx) => loadPosition(tx, machine, { projectId, generation: 1 })),
      );
    },
    async perform(asked) {
      const result = await actThroughWorkflow({ client, api, clock: machine }, asked);
      if (!result) throw new Error(`${asked.kind} was not answered in time`);
      return result;
    },
    async moveTo(target) {
      await sender.runOnce();
      await env.sleep(target.getTime() - machine.now().getTime());
      while (!(await settled())) await sleep(10);
    },
    async close() {
      sender.close();
      await running.stop();
    },
  };
}
