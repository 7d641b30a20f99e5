import type { ActKind } from '../../domain/lifecycle/act-table';
import type { Stage } from '../../domain/lifecycle/stage';
import { assertMove } from '../../domain/lifecycle/transition';
import type { ProcessContext } from './process-context';

/**
 * Writes the stage an act led to. A stage that is not the one the transaction began with is a defect.
 *
 * @throws Error when the lifecycle has no such move, or somebody else wrote the stage
 */
export async function moveByAct(ctx: ProcessContext, kind: ActKind, to: Stage): Promise<void> {
  assertMove(kind, ctx.position.stage, to);
  await moveStage(ctx, to);
}

/** Writes a stage that a clock's step led to. */
export async function moveStage(ctx: ProcessContext, to: Stage): Promise<void> {
  const { tx, project, factId, now } = ctx;
  const from = project.stage;
  const { count } = await tx.project.updateMany({ where: { id: project.id, stage: from }, data: { stage: to } });
  if (count !== 1) throw new Error(`${project.code} left ${from} under its own lock`);
  await tx.stageChange.create({ data: { projectId: project.id, from, to, factId, at: now } });
  project.stage = to;
}
