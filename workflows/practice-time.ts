import { proxyActivities } from '@temporalio/workflow';
import type { PracticeActivities } from './contract';
import { wake } from './wake';

const practice = proxyActivities<PracticeActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '5 seconds' },
});

/** Workflows woken at once; more would only wait for each other in the database. */
const WAVE = 50;

/**
 * Moves the time of a practice installation, from alarm to alarm in order of instant, and ends when everything has
 * settled: a year passes in minutes and gives the same facts as one waited for.
 */
export async function practiceTime({ to }: { to: string }): Promise<void> {
  for (let done = false; !done; ) {
    const step = await practice.stepTime({ to });
    done = step.done;
    for (let i = 0; i < step.workflowIds.length; i += WAVE) await wake(step.workflowIds.slice(i, i + WAVE));
    await practice.awaitSettled();
  }
}
