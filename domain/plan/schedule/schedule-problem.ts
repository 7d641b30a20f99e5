import type { LocalDate } from '../../calendar/local-date';
import type { Constraints } from '../../draw/constraints';
import type { HalfDay } from '../../eligibility/pool-person';

/** A project whose meeting has no date yet. */
export interface MeetingToPlan {
  /** The project's. */
  code: string;
  /** Id of the bureau that holds it. */
  bureau: string;
  /** Whom its panel may be drawn from, a list of experts for each pool, in the order in which the pools are tried. */
  pools: readonly { pool: string; candidates: readonly string[] }[];
  /** What the drawn members must obey together. */
  constraints: Constraints;
  /** Half-days it takes, one after the other; from two on it begins in the morning. */
  halfDays: number;
  /** The first day on which it can be held. */
  earliest: LocalDate;
  /** The last day on which it is in time; null while nobody knows. */
  due: LocalDate | null;
}

/** An expert of some pool. */
export interface PlanningExpert {
  id: string;
  tags: readonly string[];
  employer: string;
  /** Absences and bookings of all pools. */
  away: readonly HalfDay[];
  /** Seats that he may take yet, by the calendar year of the meeting; a year that is missing has none. */
  seatsLeft: Readonly<Record<string, number>>;
}

/** The staff with whom a bureau leads its meetings. */
export interface PlanningBureau {
  id: string;
  people: number;
  /** How many of them a meeting takes: leader, deputy, recorder. */
  perMeeting: number;
  /** How many are absent or sit in meetings that have a date already. */
  away: Readonly<Record<HalfDay, number>>;
}

/** All that a schedule is drawn from: plain data, so that its digest stands for it. */
export interface ScheduleProblem {
  /** The days that may be planned, both included. */
  from: LocalDate;
  until: LocalDate;
  meetings: readonly MeetingToPlan[];
  experts: readonly PlanningExpert[];
  bureaus: readonly PlanningBureau[];
}

/** When a meeting is planned to be held. */
export interface PlannedMeeting {
  code: string;
  halfDays: HalfDay[];
  /** The pool that can supply its panel. */
  pool: string;
  /** A panel that could sit then, no expert twice at once or above his cap: proof that the date can be met. Who sits is drawn. */
  possible: string[];
}

/** Why a meeting can't be held in time. The first three hold whatever the other meetings do. */
export type MissReason =
  /** The first day on which it can be held is after the last, or no working time lies between. */
  | 'NO_TIME'
  /** On none of its days has the bureau people enough. */
  | 'NO_STAFF'
  /** On none of its days with staff could a panel be drawn. */
  | 'NO_EXPERTS'
  /** It could be held, but not together with the others. */
  | 'CROWDED';

export interface Miss {
  code: string;
  reason: MissReason;
  due: LocalDate;
  /** With `NO_EXPERTS`, the quotas that no day could meet; empty when it is the number of people or their employers. */
  short: string[];
  /** With `CROWDED`, the meetings that take its days. */
  rivals: string[];
}

export interface Schedule {
  /** By date, then code. Those that miss their date are here with the first that was left, if any was. */
  meetings: PlannedMeeting[];
  /** By due date, then code. */
  misses: Miss[];
  /** No schedule whatever has fewer misses. When it is the number of misses, each of them is proved. */
  least: number;
}
