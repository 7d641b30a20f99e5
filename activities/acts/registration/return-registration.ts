import type { Stage } from '../../../domain/lifecycle/stage';
import type { CorrectionRequest } from '../../../prisma/generated/client';
import { stopClocks } from '../../clocks/run-clocks';
import { word } from '../../mail/words';
import type { ProcessContext } from '../../process/process-context';
import { ensureTask } from '../../tasks/ensure-task';
import { tellReturned } from '../corrections/tell-returned';

/** A registration whose corrections stayed unanswered goes back to the plan: the owner is invited anew. */
export async function returnRegistration(ctx: ProcessContext, request: CorrectionRequest): Promise<Stage> {
  await ctx.tx.registration.update({ where: { id: request.subjectId }, data: { state: 'returned' } });
  await stopClocks(ctx, 'answer_corrections', request.id);
  await stopClocks(ctx, 'confirm_registration', request.subjectId);
  await tellReturned(ctx, 'registration', {
    subjectId: request.subjectId,
    round: request.number,
    reason: word('reason', 'corrections_unanswered'),
  });
  await ensureTask(ctx, { kind: 'invite', subject: request.id });
  return 'planned';
}
