import { proxyActivities } from '@temporalio/workflow';
import type { ScheduledActivities } from './contract';

const scheduled = proxyActivities<ScheduledActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** At 08:30: what waits, to officers and directors. */
export async function dailyDigest(): Promise<void> {
  await scheduled.sendDigests();
}

/** Hourly: workflows that are missing are started. */
export async function hourlyReconcile(): Promise<void> {
  await scheduled.reconcile();
}

/** Hourly: the signed root over all chains of the audit log. */
export async function hourlyAuditRoot(): Promise<void> {
  await scheduled.signAuditRoot();
}
