import type { Clock } from '../activities/clock';

/** The one place where the machine's time comes in. */
export const machineClock: Clock = { now: () => new Date() };
