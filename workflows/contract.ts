import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActKind, ActorRole } from '../domain/lifecycle/act-table';
import type { Position, WorkflowKind } from '../domain/lifecycle/position';

/** The queue on which every worker of an installation listens. */
export const TASK_QUEUE = 'dangyan';

/** Plain JSON: payloads hold ids and small answers, never a Map, Set, Date or personal data. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An act as it travels to its workflow. Its body waits in Postgres under the same key. */
export interface ActInput {
  /** Schema of this payload; the activity refuses one it does not know. */
  v: 1;
  key: string;
  kind: ActKind;
  projectId: string;
  actorId: string;
  roles: ActorRole[];
  onBehalf: boolean;
}

/** What the caller is told: ids and references, the same on every retry. */
export type ActResult = { [field: string]: Json | undefined };

/** Where the project stands after something was done to it. */
export interface Moved {
  position: Position;
  /** Ids of the other workflows that must look again; null when an earlier attempt did it and nobody knows any more. */
  hear: string[] | null;
}

export interface ActAnswer extends Moved {
  result: ActResult;
}

export interface CarrierInput {
  projectId: string;
  /** The installation's, at the time this workflow was made. */
  generation: number;
  /** Results of the latest acts, newest last, carried through continue-as-new. */
  answers?: [key: string, result: ActResult][];
}

/** Whom an activity is asked for. */
export interface Carried {
  /** Schema of this payload; the activity refuses one it does not know. */
  v: 1;
  projectId: string;
  generation: number;
}

/** What a workflow asks of the database. All writing of process facts happens behind these. */
export interface ProcessActivities {
  /** Where the project stands, read from its facts; refuses an outdated generation. */
  loadPosition(input: Carried): Promise<Position>;
  /** Records an act: fact, stage, clocks, key, mails and audit event in one transaction. */
  performAct(input: ActInput & { generation: number }): Promise<ActAnswer>;
  /** Does every step due on this workflow's clocks in one transaction. */
  ringAlarm(input: Carried & { workflow: WorkflowKind }): Promise<Moved>;
}

/** Paging of a new calendar over the running clocks; see clocks of `calendarLoad`. */
export interface CalendarActivities {
  /** Moves the next page of clocks and names the workflows that must look again; empty when done. */
  moveClocks(input: { v: 1; calendarLoadId: string }): Promise<{ workflowIds: string[]; done: boolean }>;
}

/** Acts that follow from an import, or take it out again. */
export interface ImportActivities {
  /** Performs the next acts of a course. */
  carryCourse(input: { v: 1; courseId: string }): Promise<{ done: boolean }>;
}

/** What runs by the calendar on the wall; each does nothing more when it is run again. */
export interface ScheduledActivities {
  /** @returns how many people were written to */
  sendDigests(): Promise<number>;
  /** @returns codes of the projects whose workflow was missing */
  reconcile(): Promise<string[]>;
  signAuditRoot(): Promise<void>;
}

/** Practice time; only an installation made for practice has these answer. */
export interface PracticeActivities {
  /** Sets the time to the next alarm or morning before `to`, or to `to` itself, and names the workflows that must look. */
  stepTime(input: {
    v: 1;
    to: string;
  }): Promise<{ done: boolean; moved: boolean; workflowIds: string[]; digests: boolean }>;
  /** Returns when no alarm is overdue; heartbeats while it waits. */
  awaitSettled(): Promise<void>;
  /** Sends what waits, and keeps all mail back from then on; heartbeats while another sender is busy. */
  sendAndHold(): Promise<void>;
  /** Lets mail leave again, and returns when what may leave has left. */
  releaseAndSend(): Promise<void>;
}

export const act = defineUpdate<ActResult, [ActInput]>('act');

/** Where the project has come to; without it: the facts may have changed, or an alarm may be due, so look again. */
export const refresh = defineSignal<[Position?]>('refresh');

export const position = defineQuery<Position | null>('position');
