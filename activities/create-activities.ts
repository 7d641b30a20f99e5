import type { KeyObject } from 'node:crypto';
import { ApplicationFailure, activityInfo, cancellationSignal, heartbeat, sleep } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { ApplicationFailureCategory } from '@temporalio/common';
import { Refusal } from '../domain/errors';
import type {
  CalendarActivities,
  ImportActivities,
  PracticeActivities,
  ProcessActivities,
  ScheduledActivities,
} from '../workflows/contract';
import { moveClocks } from './calendar/move-clocks';
import { checkArguments } from './check-arguments';
import type { Clock } from './clock';
import type { Database, Tx } from './database/database';
import { isPassing } from './database/database-error';
import { withTables } from './draws/leximin/with-tables';
import { carryCourse, passOver } from './imports/carry-course';
import type { Sender } from './mail/sender';
import { isSettled, stepTime } from './practice/step-time';
import { loadPosition } from './process/load-position';
import { performAct } from './process/perform-act';
import { ringAlarm } from './process/ring-alarm';
import { reconcile } from './schedules/reconcile';
import { sendDigests } from './schedules/send-digests';
import { signAuditRoot } from './schedules/sign-audit-root';
import { freezeYears } from './statistics/freeze-years';
import { reportDefect } from './tasks/report-defect';

export interface ActivityDeps {
  /** As `dangyan_worker`. */
  database: Database;
  /** For the reconcile, which starts workflows that are missing. */
  client: Client;
  /** Signs the audit log's roots: Ed25519, kept outside the database. */
  auditKey: KeyObject;
  /** What sends the mails of a practice installation when its time moves. */
  sender: Sender;
  /** Unless given the instant at which Temporal scheduled the activity. */
  clock?: Clock;
}

/** Attempts after which an error that is no passing trouble of the database is taken for a defect. */
const ATTEMPTS = 5;

/** Virtual in a time-skipping test, and the same on every attempt. */
const scheduled: Clock = { now: () => new Date(activityInfo().scheduledTimestampMs) };

/** What the workflows ask of the database; every call is one transaction. */
export function createActivities({
  database,
  client,
  auditKey,
  sender,
  clock = scheduled,
}: ActivityDeps): ProcessActivities & CalendarActivities & ImportActivities & PracticeActivities & ScheduledActivities {
  const transaction = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(work);
  /** A defect in a project's process reaches its officers, who see that something did not happen. */
  const report = (projectId: string, doing: string) =>
    transaction((tx) => reportDefect(tx, { projectId, doing, now: clock.now() }));

  return {
    loadPosition: (input) =>
      guarded('loading a position', () => {
        checkArguments('loadPosition', input);
        return transaction((tx) => loadPosition(tx, clock, input));
      }),
    performAct: (input) =>
      guarded(
        `performing ${input.kind}`,
        () => {
          checkArguments('performAct', input);
          // A table may take a while; the heart says that somebody is at it, and hears when nobody waits any more.
          const solving = { signal: cancellationSignal(), onProgress: heartbeat };
          return withTables((tableFor) => transaction((tx) => performAct(tx, clock, input, tableFor)), solving);
        },
        () => report(input.projectId, input.kind),
      ),
    ringAlarm: (input) =>
      guarded(
        'ringing an alarm',
        async () => {
          checkArguments('ringAlarm', input);
          const { position, hear } = await transaction((tx) => ringAlarm(tx, clock, input));
          // An earlier attempt may have rung it and its answer been lost.
          return { position, hear: activityInfo().attempt > 1 ? null : hear };
        },
        () => report(input.projectId, 'clock.rang'),
      ),
    sendDigests: () =>
      guarded('sending digests', async () => {
        await freezeYears(transaction, clock);
        return transaction((tx) => sendDigests(tx, clock));
      }),
    signAuditRoot: () =>
      guarded('signing the audit root', () => transaction((tx) => signAuditRoot(tx, clock, auditKey))),
    reconcile: () => guarded('reconciling', () => reconcile(database, client, clock)),
    moveClocks: (input) =>
      guarded('moving clocks', () => {
        checkArguments('moveClocks', input);
        return transaction((tx) => moveClocks(tx, clock, input));
      }),
    carryCourse: (input) => {
      const course = { database, client, clock, onProgress: heartbeat };
      return guarded(
        'carrying an import',
        () => {
          checkArguments('carryCourse', input);
          return carryCourse(course, input.courseId);
        },
        () => passOver(course, input.courseId),
      );
    },
    stepTime: (input) =>
      guarded('moving practice time', () => {
        checkArguments('stepTime', input);
        return transaction((tx) => stepTime(tx, clock, new Date(input.to)));
      }),
    awaitSettled: () =>
      guarded('waiting for alarms', async () => {
        while (!(await transaction((tx) => isSettled(tx, clock)))) {
          heartbeat();
          await sleep(20);
        }
      }),
    sendAndHold: () =>
      guarded('sending mail before time moves', async () => {
        for (;;) {
          await sender.runOnce();
          if (await sender.hold()) return;
          heartbeat();
          await sleep(20);
        }
      }),
    releaseAndSend: () =>
      guarded('sending mail after time moved', async () => {
        await sender.release();
        await sender.runOnce();
      }),
  };
}

/**
 * Turns a refusal into a failure that carries its code, and a defect into one that fails this act alone.
 *
 * @param onDefect called before the defect is given up on
 */
async function guarded<T>(doing: string, work: () => Promise<T>, onDefect?: () => Promise<void>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    if (error instanceof Refusal) {
      const { message, code, details } = error;
      // A no is an answer like another: nothing for a log of failures.
      const category = ApplicationFailureCategory.BENIGN;
      throw ApplicationFailure.create({ message, type: code, nonRetryable: true, details: [details], category });
    }
    if (isPassing(error) || activityInfo().attempt < ATTEMPTS) throw error;
    await onDefect?.();
    // Histories are kept, so not the error's own words: they may quote what somebody wrote.
    const what = error instanceof Error ? `${error.name} ${(error as { code?: string }).code ?? ''}` : typeof error;
    throw ApplicationFailure.nonRetryable(`Failed while ${doing}: ${what.trim()}`, 'INTERNAL');
  }
}
