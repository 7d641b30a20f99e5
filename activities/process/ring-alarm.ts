import { randomUUID } from 'node:crypto';
import { CLOCK_KINDS } from '../../domain/clocks/clock-kind';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { dueSteps, fireSteps } from '../../domain/clocks/fire-steps';
import { whoMustHear } from '../../domain/lifecycle/parts';
import type { WorkflowKind } from '../../domain/lifecycle/position';
import type { Moved } from '../../workflows/contract';
import { appendAudit } from '../audit/append-audit';
import type { Clock } from '../clock';
import { saveClock } from '../clocks/clock-rows';
import { stepDefinition } from '../clocks/steps/index';
import type { Tx } from '../database/database';
import { positionOf } from './load-position';
import { moveStage } from './move-stage';
import { raiseVersion } from './perform-act';
import { openProcess, type ProcessContext } from './process-context';
import { recordFact } from './record-fact';

/**
 * Does every step due on the clocks of one workflow, in one transaction. Called for nothing it changes nothing, so a
 * signal may always ask.
 */
export async function ringAlarm(
  tx: Tx,
  clock: Clock,
  input: { projectId: string; workflow: WorkflowKind; generation: number },
): Promise<Moved> {
  const ids = { actorId: null, factId: randomUUID() };
  const ctx = await openProcess(tx, clock, input.projectId, input.generation, ids);
  const ringing = await ringingClocks(ctx, input.workflow);
  if (ringing.length === 0) return { position: ctx.position, hear: [] };
  await recordFact(ctx, {
    kind: 'clock.rang',
    key: null,
    envelope: {
      occurredOn: ctx.today,
      channel: 'web',
      onBehalfOfId: null,
      deputyForId: null,
      scanSha256: null,
      backdatingId: null,
    },
    detail: { clocks: ringing.map(({ kind, subject }) => ({ kind, subject })) },
  });
  for (const { id } of ringing) await ring(ctx, id);
  const after = await raiseVersion(ctx);
  await appendAudit(tx, `project/${ctx.project.code}`, {
    type: 'clock.rang',
    actorId: null,
    at: ctx.now,
    payload: {
      factId: ctx.factId,
      clocks: ringing.map(({ id }) => id),
      from: ctx.position.stage,
      to: ctx.project.stage,
    },
  });
  const position = await positionOf(tx, after, ctx);
  return { position, hear: whoMustHear(ctx.position, position, input.workflow) };
}

async function ringingClocks(ctx: ProcessContext, workflow: WorkflowKind): Promise<ClockRow[]> {
  const rows = await ctx.tx.clock.findMany({
    where: { projectId: ctx.project.id, workflow, nextAt: { lte: ctx.now } },
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
    select: { row: true },
  });
  return rows.map(({ row }) => row as unknown as ClockRow);
}

/** Fires one clock's steps; what an earlier clock's steps did to it is read again first. */
async function ring(ctx: ProcessContext, clockId: string): Promise<void> {
  const stored = await ctx.tx.clock.findUniqueOrThrow({ where: { id: clockId }, select: { row: true, nextAt: true } });
  const row = stored.row as unknown as ClockRow;
  const at = ctx.now.toISOString();
  if (!(row.kind in CLOCK_KINDS) || stored.nextAt === null || stored.nextAt > ctx.now) return;
  const due = dueSteps(row, at);
  await saveClock(ctx.tx, fireSteps(row, at));
  for (const step of due) {
    const to = await stepDefinition(step.action).apply(ctx, row, step);
    if (to && to !== ctx.project.stage) await moveStage(ctx, to);
  }
}
