import { proxyActivities, sleep } from '@temporalio/workflow';
import type { ImportActivities } from './contract';

/** Before what follows on an act that a defect kept from being done. */
const AFTER_DEFECT = '10 seconds';

const imports = proxyActivities<ImportActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** Carries the acts of an import, or those that take it out again, one after the other to the last. */
export async function importCourse({ courseId }: { courseId: string }): Promise<void> {
  for (;;) {
    try {
      const { done } = await imports.carryCourse({ v: 1, courseId });
      if (done) return;
    } catch {
      await sleep(AFTER_DEFECT);
    }
  }
}
