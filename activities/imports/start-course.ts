import { type Client, WorkflowIdConflictPolicy } from '@temporalio/client';
import { TASK_QUEUE } from '../../workflows/contract';
import type { Database } from '../database/database';

/** Has a course carried on; one that is being carried stays as it is. */
export async function startCourse(client: Client, courseId: string): Promise<void> {
  await client.workflow.start('importCourse', {
    workflowId: `import-course/${courseId}`,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    taskQueue: TASK_QUEUE,
    args: [{ courseId }],
  });
}

/** The same for all that are under way: a process may have died before the start, or Temporal's data may have been lost. */
export async function startCourses(database: Database, client: Client): Promise<void> {
  const open = await database.transaction((tx) =>
    tx.importCourse.findMany({ where: { endedAt: null }, select: { id: true } }),
  );
  for (const { id } of open) await startCourse(client, id);
}
