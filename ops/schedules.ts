import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { TASK_QUEUE } from '../workflows/contract';

const TIME_ZONE = 'Asia/Shanghai';

/** What runs by itself, and when. */
const SCHEDULES = [
  { id: 'daily-digest', workflow: 'dailyDigest', cron: '30 8 * * *' },
  { id: 'hourly-reconcile', workflow: 'hourlyReconcile', cron: '5 * * * *' },
  { id: 'hourly-audit-root', workflow: 'hourlyAuditRoot', cron: '0 * * * *' },
] as const;

/** Makes the schedules that are not there yet. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const { id, workflow, cron } of SCHEDULES) {
    try {
      await client.schedule.create({
        scheduleId: id,
        spec: { cronExpressions: [cron], timezone: TIME_ZONE },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 hour' },
        action: { type: 'startWorkflow', workflowType: workflow, workflowId: id, taskQueue: TASK_QUEUE, args: [] },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw new Error(`Making the schedule ${id}`, { cause: error });
    }
  }
}
