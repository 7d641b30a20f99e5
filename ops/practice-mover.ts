import type { Client } from '@temporalio/client';
import { Mutex } from 'async-mutex';
import type { Clock } from '../activities/clock';
import type { Database } from '../activities/database/database';
import type { Sender } from '../activities/mail/sender';
import { isThere } from '../activities/practice/step-time';
import { TASK_QUEUE } from '../workflows/contract';

export interface PracticeMover {
  /** Sends as the given sender does, but never while time moves. */
  sender: Sender;
  /** Moves practice time and returns when alarms have rung and mails have left. */
  moveTime(to: string): Promise<void>;
}

/**
 * Moves practice time so that each day's mail leaves on its own day: what waits is sent first, nothing while time moves, and
 * what the alarms wrote afterwards. Whoever plays the same days again gets the same mails on the same dates.
 */
export function createPracticeMover(
  { database, client, clock }: { database: Database; client: Client; clock: Clock },
  plain: Sender,
): PracticeMover {
  const sending = new Mutex();
  return {
    sender: { runOnce: () => sending.runExclusive(() => plain.runOnce()) },
    moveTime: (to) =>
      sending.runExclusive(async () => {
        await plain.runOnce();
        if (await database.transaction((tx) => isThere(tx, clock, new Date(to)))) return;
        await client.workflow.execute('practiceTime', {
          workflowId: 'practice-time',
          taskQueue: TASK_QUEUE,
          args: [{ to }],
          // A move that a stopped process left behind goes on by itself, and is waited for.
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
        await plain.runOnce();
      }),
  };
}
