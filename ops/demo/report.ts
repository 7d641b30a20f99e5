import type { Client } from '@temporalio/client';
import type { Tx } from '../../activities/database/database';
import type { LocalDate } from '../../domain/calendar/local-date';
import { CLOCK_KIND_IDS } from '../../domain/clocks/clock-kind';
import { checkInvariants } from '../invariants';
import type { Violation } from '../invariants/violation';
import type { Installation } from '../run-installation';
import type { Tally } from './tally';

/** What the year has come to. */
export interface Report {
  projects: { total: number; byStage: Record<string, number>; byOutcome: Record<string, number> };
  happened: Record<string, number>;
  mails: { byKind: Record<string, number>; byStatus: Record<string, number> };
  draws: { total: number; redrawn: number; replaced: number };
  historyEvents: { min: number; median: number; max: number };
  wallSeconds: number;
  violations: Violation[];
}

/** Counts and checks what is there at the end, in the database and in Temporal. */
export async function makeReport(
  { worker, client }: Pick<Installation, 'worker' | 'client'>,
  { tally, today, wallSeconds }: { tally: Tally; today: LocalDate; wallSeconds: number },
): Promise<Report> {
  const violations = await worker.snapshot(checkInvariants);
  return worker.transaction(async (tx) => {
    for (const [kind, count] of await passedClocks(tx, today)) tally.set(`clock:${kind}`, count);
    const [projects, mails, draws] = [await projectsOf(tx), await mailsOf(tx), await drawsOf(tx)];
    const codes = (await tx.project.findMany({ select: { code: true } })).map(({ code }) => code);
    const historyEvents = await historyEventsOf(client, codes);
    return { projects, happened: tally.counts, mails, draws, historyEvents, wallSeconds, violations };
  });
}

/** How many clocks of each kind ended before what they waited for had happened. */
async function passedClocks(tx: Tx, today: LocalDate): Promise<[string, number][]> {
  const passed = await tx.$queryRaw<{ kind: string; count: number }[]>`
    SELECT kind, count(*)::int AS count FROM "Clock"
    WHERE NOT "overdueAtTakeOver" AND ("dueOn" < coalesce((row->>'stoppedOn')::date, ${today}::date)
      OR row @? '$.steps[*] ? (@.at == "passed" && @.state == "fired")')
    GROUP BY kind`;
  const counts = new Map(passed.map(({ kind, count }) => [kind, count]));
  return CLOCK_KIND_IDS.map((kind) => [kind, counts.get(kind) ?? 0]);
}

async function projectsOf(tx: Tx): Promise<Report['projects']> {
  const stages = await tx.project.groupBy({ by: ['stage'], _count: true, orderBy: { stage: 'asc' } });
  const outcomes = await tx.project.groupBy({
    by: ['outcome'],
    where: { outcome: { not: null } },
    _count: true,
    orderBy: { outcome: 'asc' },
  });
  return {
    total: await tx.project.count(),
    byStage: Object.fromEntries(stages.map(({ stage, _count }) => [stage, _count])),
    byOutcome: Object.fromEntries(outcomes.map(({ outcome, _count }) => [outcome, _count])),
  };
}

async function mailsOf(tx: Tx): Promise<Report['mails']> {
  const kinds = await tx.outboxMail.groupBy({ by: ['kind'], _count: true, orderBy: { kind: 'asc' } });
  const states = await tx.outboxMail.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } });
  return {
    byKind: Object.fromEntries(kinds.map(({ kind, _count }) => [kind, _count])),
    byStatus: Object.fromEntries(states.map(({ state, _count }) => [state, _count])),
  };
}

async function drawsOf(tx: Tx): Promise<Report['draws']> {
  const rounds = await tx.draw.groupBy({ by: ['roundId', 'purpose'], _count: true });
  return {
    total: await tx.draw.count(),
    redrawn: rounds.reduce((sum, { _count }) => sum + _count - 1, 0),
    replaced: await tx.seatHolder.count({ where: { via: 'replacement' } }),
  };
}

/** Events by project: of its workflow, of the workflows that this started, and of every run of theirs. */
async function historyEventsOf(client: Client, codes: readonly string[]): Promise<Report['historyEvents']> {
  const events = new Map(codes.map((code) => [code, 0]));
  for await (const { workflowId, historyLength } of client.workflow.list()) {
    const [, code] = workflowId.split('/');
    if (code && events.has(code)) events.set(code, events.get(code)! + historyLength);
  }
  const sorted = [...events.values()].sort((a, b) => a - b);
  return { min: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
}
