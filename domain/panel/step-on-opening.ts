import type { RoundStep } from '../lifecycle/stage';

/** What a meeting finds when it opens. */
export interface Opening {
  /** The step at which it was adjourned; null when it meets for the first time. */
  adjournedFrom: RoundStep | null;
  /** A member present owes a sheet. */
  sheetsOwed: boolean;
  /** A sample was drawn today: on another day the owner may know what comes next, so a fresh one is drawn. */
  sampledToday: boolean;
}

/** Where a meeting begins, or goes on once it is open again. */
export function stepOnOpening({ adjournedFrom, sheetsOwed, sampledToday }: Opening): RoundStep {
  if (adjournedFrom === null) return 'sampling';
  if (sheetsOwed) return sampledToday ? 'inspecting' : 'sampling';
  return adjournedFrom === 'sampling' ? 'inspecting' : adjournedFrom;
}
