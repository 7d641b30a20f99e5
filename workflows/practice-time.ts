import { proxyActivities } from '@temporalio/workflow';
import type { PracticeActivities, ScheduledActivities } from './contract';
import { wake } from './wake';

const practice = proxyActivities<PracticeActivities & ScheduledActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '5 seconds' },
});

/** Workflows woken at once; more would only wait for each other in the database. */
const WAVE = 50;

/**
 * Moves the time of a practice installation, from alarm to alarm and morning to morning in order of instant, and ends when
 * everything has settled: a year passes in minutes and gives the same facts as one waited for. What schedules do for a real
 * installation is done on the way. Each day's mail leaves on its own day: what waits before, what was written on the way
 * afterwards.
 */
export async function practiceTime({ to }: { to: string }): Promise<void> {
  await practice.sendAndHold();
  let moved = false;
  for (let done = false; !done; ) {
    const step = await practice.stepTime({ v: 1, to });
    done = step.done;
    moved ||= step.moved;
    for (let i = 0; i < step.workflowIds.length; i += WAVE) await wake(step.workflowIds.slice(i, i + WAVE));
    if (step.workflowIds.length > 0) await practice.awaitSettled();
    if (step.digests) await practice.sendDigests();
  }
  if (moved) await practice.signAuditRoot();
  await practice.releaseAndSend();
}
