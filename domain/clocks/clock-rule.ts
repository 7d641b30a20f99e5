import type { LocalTime } from '../calendar/local-time';
import type { RuleSources } from '../rules/rule-source';
import type { ClockAction } from './clock-action';
import type { ClockFact, ClockKind } from './clock-kind';
import type { StepMoment } from './step-moment';

/** Working days by the State Council's notices, calendar months with month-end clamp, or calendar days. */
export type ClockUnit = 'WD' | 'M' | 'days';

/** The result of the meeting that a rectification follows. */
export type ClockOutcome = 'passed' | 'failed';

/** A length from a fact; negative lengths end before it. */
export interface Span {
  from: ClockFact;
  unit: ClockUnit;
  n: number;
  /** Whoever starts the clock may choose a length within these bounds; null: the length is fixed. */
  choice: { min: number; max: number } | null;
  /** Counts only after this outcome; null: always. */
  when: ClockOutcome | null;
  /** Left out while the fact's date is unknown; otherwise an unknown date leaves the clock without a due date (待定). */
  ifKnown: boolean;
}

export interface StepRule {
  at: StepMoment;
  action: ClockAction;
  /** Once in the life of the clock; others happen again for a later due date (extension, moved date). */
  once: boolean;
}

/** While corrections are out the clock rests. */
export interface CorrectionsPause {
  on: boolean;
  /** How many rounds pause it; null: each. */
  rounds: number | null;
  /** Only corrections sent within so many working days after the clock's base; null: whenever. */
  sentWithin: number | null;
}

/** Length in the unit of the clock, chosen within the bounds. */
export interface Extension {
  times: number;
  n: number;
  min: number;
  max: number;
}

/** Months of a reporting period, while works go on and while they are stopped. */
export interface ReportPeriodRule {
  months: 3 | 6;
  whenStopped: 3 | 6;
  /** So many silent periods in a row are a risk. */
  riskAfterSilent: number;
}

/** One kind of clock as a bureau may change it. Structure that the code relies on is in `CLOCK_KINDS`. */
export interface ClockRule {
  /** The clock is due at the latest of these. */
  due: Span[];
  /** Due at this fact's date at the latest, unless that date isn't after the day from which the clock counts. */
  notAfter: ClockFact | null;
  /** Time of day of the end, Asia/Shanghai. */
  endsAt: LocalTime;
  correctionsPause: CorrectionsPause | null;
  extension: Extension | null;
  period: ReportPeriodRule | null;
  /** Shown as near from so many working days left. */
  near: number;
  steps: StepRule[];
  /** Steps while the due date is unknown, counted from the clock's start. */
  whileUnknown: StepRule[];
  /** Where `due`, `steps` and each of the other parts that is set come from. */
  sources: RuleSources;
}

export type ClockRules = Record<ClockKind, ClockRule>;
