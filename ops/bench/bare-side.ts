import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import pLimit from 'p-limit';
import { MATTERS_AT_ONCE } from '../demo/side-by-side';
import type { LocalStack } from '../stack/local-stack';
import { type BareActivities, bareAct, bareLife } from './bare-life';
import { eventsPerProject, type Measured, timed, votes } from './measured';
import type { PartShape, Shape } from './shape';

const TASK_QUEUE = 'bench-bare';
const POLL_MS = 10;

/** Bare lives of these shapes on the same server: several projects at once, then one meeting after the other, as in the play. */
export async function bareSide(client: Client, { temporal }: LocalStack, shapes: readonly Shape[]): Promise<Measured> {
  const { address, tls } = temporal.connectionOptions;
  const connection = await NativeConnection.connect({ address, tls });
  const activities: BareActivities = { nothing: async (act) => act };
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: TASK_QUEUE,
    workflowsPath: require.resolve('./bare-life'),
    activities,
    maxCachedWorkflows: 500,
  });
  const voteTimes: number[] = [];
  const { seconds, cpuSeconds } = await worker.runUntil(timed(() => live(client, shapes, voteTimes)));
  await connection.close();
  return {
    projects: shapes.length,
    finished: shapes.length,
    lifeSeconds: seconds,
    cpuSeconds,
    eventsPerProject: await eventsPerProject(
      client,
      'bare',
      shapes.map(({ code }) => code),
    ),
    voteMs: votes(voteTimes),
  };
}

async function live(client: Client, shapes: readonly Shape[], voteTimes: number[]): Promise<void> {
  const atOnce = pLimit(MATTERS_AT_ONCE);
  await Promise.all(shapes.map((shape) => atOnce(() => liveUntilMeeting(client, shape, voteTimes))));
  for (const shape of shapes) await liveFromMeeting(client, shape, voteTimes);
}

const meetingAt = ({ parts }: Shape): number => {
  const at = parts.findIndex(({ kind }) => kind === 'panelReview');
  return at < 0 ? parts.length : at;
};

async function liveUntilMeeting(client: Client, shape: Shape, voteTimes: number[]): Promise<void> {
  const { code, own, parts } = shape;
  const args: Parameters<typeof bareLife> = [{ own, parts }];
  await client.workflow.start(bareLife, { taskQueue: TASK_QUEUE, workflowId: `bare/${code}`, args });
  await act(client, `bare/${code}`, own, voteTimes);
  for (let at = 0; at < meetingAt(shape); at += 1) await act(client, `bare/${code}/${at}`, parts[at]!, voteTimes);
}

async function liveFromMeeting(client: Client, shape: Shape, voteTimes: number[]): Promise<void> {
  const { code, parts } = shape;
  for (let at = meetingAt(shape); at < parts.length; at += 1) {
    await act(client, `bare/${code}/${at}`, parts[at]!, voteTimes);
  }
  await client.workflow.getHandle(`bare/${code}`).result();
}

/** Every act of one part: one after the other, and at last its votes, a panel's at the same time as in the play. */
async function act(client: Client, workflowId: string, part: PartShape, voteTimes: number[]): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  await started(handle);
  const perform = (number: number) => handle.executeUpdate(bareAct, { args: [{ key: `${workflowId} ${number}` }] });
  const others = part.acts - part.votes;
  for (let done = 0; done < others; done += 1) await perform(done);
  const vote = async (number: number) => {
    const asked = performance.now();
    await perform(others + number);
    voteTimes.push(performance.now() - asked);
  };
  await Promise.all(Array.from({ length: part.votes }, (_, number) => vote(number)));
}

/** Waits until a child is there. */
async function started(handle: WorkflowHandle): Promise<void> {
  for (;;) {
    try {
      await handle.describe();
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      await sleep(POLL_MS);
    }
  }
}
