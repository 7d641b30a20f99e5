import { setTimeout as sleep } from 'node:timers/promises';
import { activityInfo } from '@temporalio/activity';
import type { Clock } from '../../activities/clock';
import { moveTime } from '../../activities/practice/move-time';
import { isSettled } from '../../activities/practice/step-time';
import { loadPosition } from '../../activities/process/load-position';
import { startProject } from '../../activities/process/start-project';
import { actThroughWorkflow } from './act-through-workflow';
import { type Carriage, type CarriageDeps, START } from './carriage';
import { startProcessWorker, testSender } from './process-worker';
import type { TestTemporal } from './temporal';

/**
 * Carries a world by its workflows: acts travel as the API sends them, and time passes on a Temporal server that skips
 * it. The server's time begins when it is started; the world's begins at `START` all the same.
 */
export async function workflowCarriage(temporal: TestTemporal, smtpUrl: string, deps: CarriageDeps): Promise<Carriage> {
  const { env } = temporal;
  const ahead = (await env.currentTimeMs()) - new Date(START).getTime();
  // While nobody skips it, the server's time passes as the machine's does.
  let skipped = 0;
  const machine = { now: () => new Date(Date.now() + skipped) };
  const lookAtServer = async () => {
    skipped = (await env.currentTimeMs()) - ahead - Date.now();
  };
  await lookAtServer();

  const scheduled = { now: () => new Date(activityInfo().scheduledTimestampMs - ahead) };
  const { worker: database } = deps;
  const running = await startProcessWorker(temporal, { database, activitiesAtOnce: AT_ONCE, clock: scheduled });
  const sender = testSender(temporal, { database, smtpUrl, clock: machine });

  const settled = async () => {
    await lookAtServer();
    return deps.worker.transaction((tx) => isSettled(tx, machine));
  };
  return {
    birth: { mode: 'real' },
    machine,
    now: async () => machine.now(),
    ...travelling(temporal, deps, machine),
    async moveTo(target) {
      await sender.runOnce();
      const moving = env.sleep(target.getTime() - machine.now().getTime());
      if ((await deps.db.project.count({ where: { stage: { not: 'closed' } } })) === 0) await release(env, moving);
      await moving;
      while (!(await settled())) await sleep(10);
    },
    async close() {
      sender.close();
      await running.stop();
    },
  };
}

/**
 * A workflow that ends while a task of it is under way stays busy for ever in the server's eyes, and time passes no faster
 * than the machine's. Where no project is open nothing is busy: whatever holds the time is let go until it moves.
 */
async function release({ connection }: TestTemporal['env'], moving: Promise<void>): Promise<void> {
  const moved = moving.then(() => true);
  while (!(await Promise.race([moved, sleep(200, false)]))) {
    // Refused when nothing holds it any more.
    await connection.testService!.unlockTimeSkipping({}).catch(() => {});
  }
}

/** A world in practice time on the development server, which can lose all that it knows. */
export interface ForgetfulCarriage extends Carriage {
  /** Temporal's data is gone, and with it every workflow. */
  forget(): Promise<void>;
}

/** Carries a world in practice time by its workflows, as an installation for practice does. */
export async function practiceCarriage(
  temporal: TestTemporal,
  smtpUrl: string,
  deps: CarriageDeps,
): Promise<ForgetfulCarriage> {
  const { db } = deps;
  const machine = { now: () => new Date() };
  const { worker: database } = deps;
  const sender = testSender(temporal, { database, smtpUrl });
  const start = () => startProcessWorker(temporal, { database, activitiesAtOnce: AT_ONCE, sender });
  let running = await start();
  return {
    birth: { mode: 'practice', practiceNow: new Date(START) },
    machine,
    now: async () => (await db.installation.findUniqueOrThrow({ where: { id: 1 } })).practiceNow!,
    ...travelling(temporal, deps, machine),
    moveTo: (target) => moveTime(temporal.env.client, target.toISOString()),
    async forget() {
      await running.stop();
      await temporal.forget();
      running = await start();
    },
    async close() {
      sender.close();
      await running.stop();
    },
  };
}

/** Activities at once. */
const AT_ONCE = 6;

/** How acts travel to the workflows, and how a project gets one. */
function travelling(
  { env }: TestTemporal,
  { api, worker }: CarriageDeps,
  clock: Clock,
): Pick<Carriage, 'begin' | 'perform'> {
  const { client } = env;
  return {
    async begin({ id: projectId }) {
      await startProject(
        client,
        await worker.transaction((tx) => loadPosition(tx, clock, { projectId, generation: 1 })),
      );
    },
    async perform(asked) {
      const result = await actThroughWorkflow({ client, api, clock }, asked);
      if (!result) throw new Error(`${asked.kind} was not answered in time`);
      return result;
    },
  };
}
