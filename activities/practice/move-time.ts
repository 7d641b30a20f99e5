import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../workflows/contract';
import type { practiceTime } from '../../workflows/practice-time';

/** Moves practice time to an instant, and returns when every alarm up to then has rung and the mails that may leave have left. */
export async function moveTime(client: Client, to: string): Promise<void> {
  await client.workflow.execute<typeof practiceTime>('practiceTime', {
    workflowId: 'practice-time',
    taskQueue: TASK_QUEUE,
    args: [{ to }],
    // A move that a stopped process left behind goes on by itself, and is waited for.
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}
