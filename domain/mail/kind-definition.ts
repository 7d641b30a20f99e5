import type { Fields } from './fields';

export type Audience = 'account' | 'owner' | 'liaison' | 'receiver' | 'witness' | 'expert' | 'officer' | 'director';

/**
 * When a message may leave.
 * - `at-once`: at any hour; invitations, changed meetings, security.
 * - `office-hours`: 08:30 to 17:30 on working days, each in a mail of its own.
 * - `grouped`: a reminder; at most one mail a person and working day, over all projects, in office hours.
 */
export type Timing = 'at-once' | 'office-hours' | 'grouped';

/**
 * How long an undeliverable message is tried again.
 * - `deadline`: 72 h or half the time to the deadline, whichever is less.
 * - `working-day`: one working day, then the officer telephones.
 */
export type RetryPolicy = 'deadline' | 'working-day';

/** A part of an event key: an identifier is written as it is, a number as `name-3`. */
export type OccasionPart = 'id' | 'number';

/**
 * One kind of message. A field named `due` is the reader's deadline; `link` leads to the page where the matter is done.
 * A message that makes service (送达) asks the reader to sign for it by `due`; the legal term starts there.
 */
export interface KindDefinition {
  audience: readonly Audience[];
  timing: Timing;
  /** Says something about a project, so it may only go to an address that was verified. */
  carriesProjectFacts: boolean;
  /** May only go to an address that was verified, for whatever reason. */
  needsVerifiedAddress: boolean;
  makesService: boolean;
  retry: RetryPolicy;
  /** What makes an occasion unique within its project, in the order of the event key. */
  occasion: { readonly [part: string]: OccasionPart };
  fields: Fields & { readonly link: 'path' };
}

/** Keeps the literal types, from which the data of each kind are derived. */
export const defineKinds = <const K extends { readonly [kind: string]: KindDefinition }>(kinds: K): K => kinds;

const PROJECT_MESSAGE = {
  timing: 'office-hours',
  carriesProjectFacts: true,
  needsVerifiedAddress: true,
  makesService: false,
  retry: 'deadline',
} as const;

/** News of a project in office hours. */
export const NOTICE = PROJECT_MESSAGE;

/** News of a project that the reader must sign for. */
export const SERVED = { ...PROJECT_MESSAGE, makesService: true } as const;

/** A reminder about a project. */
export const REMINDER = { ...PROJECT_MESSAGE, timing: 'grouped' } as const;

/** An invitation: leaves at once, names no project. */
export const INVITATION = {
  timing: 'at-once',
  carriesProjectFacts: false,
  needsVerifiedAddress: false,
  makesService: false,
  retry: 'working-day',
} as const;

/** About an account or the system's own integrity: leaves at once, names no project. */
export const SECURITY = { ...INVITATION, retry: 'deadline' } as const;

/** Half-days of a meeting. A file for the calendar is made from them wherever a kind has `meetingId` and `sequence`. */
export const SESSIONS = [{ startsAt: 'instant', endsAt: 'instant' }] as const;
