import { randomUUID } from 'node:crypto';
import type { TableFor } from '../../domain/draw/table-lottery';
import { Refusal } from '../../domain/errors';
import { actRule } from '../../domain/lifecycle/act-table';
import { whoMustHear } from '../../domain/lifecycle/parts';
import { transition } from '../../domain/lifecycle/transition';
import type { Prisma } from '../../prisma/generated/client';
import type { ActAnswer, ActInput, ActResult } from '../../workflows/contract';
import { checkEntry, tellOfEntry } from '../acts/entry/entry';
import { actDefinition } from '../acts/index';
import { appendAudit } from '../audit/append-audit';
import type { Clock } from '../clock';
import type { Tx } from '../database/database';
import { rolesOnProject } from '../people/roles-on-project';
import { checkBackdating } from './check-backdating';
import { positionOf } from './load-position';
import { moveByAct } from './move-stage';
import { type ActContext, type Envelope, openProcess, type ProcessContext } from './process-context';
import { recordFact } from './record-fact';

/**
 * Records one act in one transaction: its key first, then what the lifecycle says of it on the locked project, then
 * fact, contents, stage, clocks and mails, audit last. A key that is known gives the stored result and does nothing.
 *
 * @param tableFor see `withTables`
 * @throws Refusal of the lifecycle or of the act; then nothing is written
 */
export async function performAct(
  tx: Tx,
  clock: Clock,
  input: ActInput & { generation: number },
  tableFor: TableFor,
): Promise<ActAnswer> {
  const factId = randomUUID();
  const ctx = await openProcess(tx, clock, input.projectId, input.generation, { actorId: input.actorId, factId });
  const stored = await claimKey(ctx, input);
  if (stored) return { result: stored, position: ctx.position, hear: null };

  const request = await tx.actRequest.findUniqueOrThrow({ where: { key: input.key } });
  const envelope = request.envelope as unknown as Envelope;
  const roles = await rolesOnProject(tx, envelope.deputyForId ?? input.actorId, ctx.project, ctx.today);
  const onBehalf = envelope.onBehalfOfId !== null;
  transition(ctx.position, { kind: input.kind, roles, onBehalf });
  await checkBackdating(ctx, envelope, input.kind);
  await checkEntry(ctx, envelope, input.kind);

  const definition = actDefinition(input.kind);
  const body = definition.body.parse(request.body);
  await recordFact(ctx, {
    kind: input.kind,
    key: input.key,
    envelope,
    detail: request.body as Prisma.InputJsonValue,
  });
  const act: ActContext = { ...ctx, actorId: input.actorId, roles, envelope, body, key: input.key, tableFor };
  const { to, result = {} } = await definition.apply(act);
  if (to && to !== ctx.position.stage) await moveByAct(act, input.kind, to);
  await tellOfEntry(act, envelope, input.kind);
  const answer: ActResult = { factId, ...result };
  await tx.actResult.update({ where: { key: input.key }, data: { result: answer as Prisma.InputJsonObject } });
  const after = await raiseVersion(ctx);
  await appendAudit(tx, `project/${ctx.project.code}`, {
    type: 'act.performed',
    actorId: input.actorId,
    at: ctx.now,
    payload: { factId, kind: input.kind, from: ctx.position.stage, to: ctx.project.stage },
  });
  const position = await positionOf(tx, after, ctx);
  return { result: answer, position, hear: whoMustHear(ctx.position, position, actRule(input.kind).workflow) };
}

/** Inserts the key before all else, so that a second execution waits for the first and finds its result. */
async function claimKey(ctx: ProcessContext, { key, projectId, actorId, kind }: ActInput): Promise<ActResult | null> {
  const data = { key, projectId, actorId, kind, result: {} };
  const { count } = await ctx.tx.actResult.createMany({ data, skipDuplicates: true });
  if (count === 1) return null;
  const stored = await ctx.tx.actResult.findUniqueOrThrow({ where: { key } });
  if (stored.projectId !== projectId || stored.actorId !== actorId || stored.kind !== kind) {
    throw new Refusal('KEY_REUSED', { field: 'key', value: key });
  }
  return stored.result as ActResult;
}

/**
 * Every change of a project counts up its version: pages ask with it whether anything is new.
 *
 * @returns the project as this transaction leaves it
 */
export async function raiseVersion({ tx, project }: ProcessContext): Promise<ProcessContext['project']> {
  const changed = await tx.project.update({ where: { id: project.id }, data: { version: { increment: 1 } } });
  return { ...changed, jurisdiction: project.jurisdiction };
}
