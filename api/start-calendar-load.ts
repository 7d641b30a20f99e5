import { WorkflowIdConflictPolicy } from '@temporalio/client';
import type { ApiDeps } from './deps';

/** Starts the workflow that moves clocks; one that runs already goes on. A failure is seen in the list and tried again there. */
export async function startCalendarLoad({ temporal, config }: ApiDeps, calendarLoadId: string): Promise<void> {
  await temporal.workflow.start('calendarLoad', {
    workflowId: `calendar-load/${calendarLoadId}`,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    taskQueue: config.taskQueue,
    args: [{ calendarLoadId }],
  });
}
