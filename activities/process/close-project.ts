import type { Outcome, Stage } from '../../domain/lifecycle/stage';
import { withdrawProposals } from '../acts/proposals/two-people';
import { stopAllClocks } from '../clocks/run-clocks';
import { toDate } from '../database/dates';
import { tell } from '../mail/enqueue';
import { projectPath } from '../mail/paths';
import { ownersOf } from '../people/recipients';
import { endRound } from './end-round';
import type { ActContext } from './process-context';

/** Closes a project with its one outcome: clocks stop, an open round and all tasks end, the owner is told. */
export async function closeProject(ctx: ActContext, outcome: Outcome, document: string | null): Promise<Stage> {
  const { tx, project, now } = ctx;
  // A paper is corrected after the end too.
  await withdrawProposals(ctx, { kind: { not: 'correction' } });
  await stopAllClocks(ctx);
  await tx.project.update({
    where: { id: project.id },
    data: {
      outcome,
      outcomeOn: toDate(ctx.envelope.occurredOn),
      outcomeDocument: document,
      outcomeApproverId: ctx.actorId,
    },
  });
  if (ctx.position.round) await endRound(ctx, ctx.position.round, outcome);
  await tx.task.updateMany({
    where: { projectId: project.id, doneAt: null },
    data: { doneAt: now, note: outcome },
  });
  const about = {
    outcome,
    closedOn: ctx.envelope.occurredOn,
    documentNumber: document,
    link: projectPath(project.code),
  };
  await tell(ctx, 'project-closed', await ownersOf(ctx), {}, about);
  return 'closed';
}
