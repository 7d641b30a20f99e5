import { lastDayOf, type PartialDate } from '../calendar/partial-date';
import type { Outcome, Stage } from '../lifecycle/stage';

/** A project as the proposal of a year's acceptance plan looks at it. */
export interface PlanCandidate {
  stage: Stage;
  /** As known now; null while nobody knows. */
  completion: PartialDate | null;
  /** The year's key-project list has it under 竣工. */
  listedAsCompleting: boolean;
}

/** Why a project is proposed: it completes in the year, was due before it, or only the year's list says so. */
export type PlanReason = 'completes' | 'overdue' | 'listed';

const ACCEPTED: readonly Stage[] = ['awaiting_completion', 'handing_over', 'closed'];

/**
 * Why a project belongs in a year's acceptance plan, or null. Its planned completion decides; where that is unknown, the
 * list's own category; what was due in an earlier year and is not accepted yet is due still.
 */
export function planReason({ stage, completion, listedAsCompleting }: PlanCandidate, year: number): PlanReason | null {
  if (ACCEPTED.includes(stage)) return null;
  if (completion === null) return listedAsCompleting ? 'listed' : null;
  const due = Number(lastDayOf(completion).date.slice(0, 4));
  if (due > year) return null;
  return due === year ? 'completes' : 'overdue';
}

const WITHOUT_ACCEPTANCE: readonly (Outcome | null)[] = ['cancelled', 'removed'];

/** Whether a project of the plan counts as accepted. */
export function isAccepted(stage: Stage, outcome: Outcome | null): boolean {
  return ACCEPTED.includes(stage) && !WITHOUT_ACCEPTANCE.includes(outcome);
}
