import { proxyActivities, sleep } from '@temporalio/workflow';
import type { CalendarActivities } from './contract';
import { wake } from './wake';

/** Signals a second at most, so that a holiday notice does not wake a whole province at once. */
const SIGNALS_A_SECOND = 50;

const calendar = proxyActivities<CalendarActivities>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
});

/** Moves the running clocks that a new holiday notice touches, page by page, and wakes the workflows concerned. */
export async function calendarLoad(input: { calendarLoadId: string }): Promise<void> {
  for (let done = false; !done; ) {
    const page = await calendar.moveClocks({ v: 1, ...input });
    done = page.done;
    for (let i = 0; i < page.workflowIds.length; i += SIGNALS_A_SECOND) {
      await wake(page.workflowIds.slice(i, i + SIGNALS_A_SECOND));
      await sleep('1 second');
    }
  }
}
