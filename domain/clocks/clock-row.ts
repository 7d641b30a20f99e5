import type { LocalDate } from '../calendar/local-date';
import type { Instant } from '../calendar/local-time';
import type { PartialDate } from '../calendar/partial-date';
import type { ClockAction } from './clock-action';
import type { ClockFact, ClockKind } from './clock-kind';
import type { ClockOutcome } from './clock-rule';
import type { StepMoment } from './step-moment';

/** A date that a clock counts from. */
export interface StatedDate extends PartialDate {
  /** Id of the fact that states it: what corrects that fact's day moves the clock. */
  statedBy?: string;
}

/** With the day on which the clock was given it. */
export interface ClockBase extends StatedDate {
  givenOn: LocalDate;
}

export type PauseCause = 'suspension' | 'corrections';

/** The first day of rest, and the day it ended; null while it lasts. */
export interface ClockPause {
  cause: PauseCause;
  from: LocalDate;
  to: LocalDate | null;
}

export interface ClockStep {
  /** Unique in its clock, `remind@-10 WD/1`; the number counts the times that the step was armed. */
  id: string;
  action: ClockAction;
  at: StepMoment;
  date: LocalDate;
  instant: Instant;
  /** Lapsed: overtaken before it could fire, or its clock stopped. */
  state: 'pending' | 'fired' | 'lapsed';
  firedAt: Instant | null;
  /** The date was brought forward: its mail says so. */
  moved: boolean;
}

/** Waiting: the date it counts from is unknown (待定). A clock that has passed still runs until it stops. */
export type ClockState = 'waiting' | 'running' | 'paused' | 'stopped';

/** A clock as it is stored: plain JSON. `dueOf` computes the due date from the first group, the rest follows from it. */
export interface ClockRow {
  id: string;
  projectId: string;
  kind: ClockKind;
  /** What the clock is about, e.g. a period, an item, a receiver; one open clock per project, kind and subject. */
  subject: string;
  /** The rule set it started with, and keeps. */
  ruleSetId: string;
  start: LocalDate;
  bases: Partial<Record<ClockFact, ClockBase>>;
  outcome: ClockOutcome | null;
  /** The chosen length, where the rule leaves a choice. */
  chosen: number | null;
  /** Lengths of the extensions granted. */
  extensions: number[];
  pauses: ClockPause[];

  state: ClockState;
  due: LocalDate | null;
  /** The moment the clock ends. */
  ends: Instant | null;
  approx: boolean;
  provisional: boolean;
  /** Version of the calendar it was counted with. */
  calendar: string;
  /** Counts the due dates it has had: what speaks of an older one is out of date. */
  version: number;
  /** Only ever appended to, so that an index stays a number. */
  steps: ClockStep[];
  /** First and last day that its dates rest on: a notice that changes no day between can't move it. */
  countsFrom: LocalDate;
  countsTo: LocalDate;
  stoppedOn: LocalDate | null;
}
