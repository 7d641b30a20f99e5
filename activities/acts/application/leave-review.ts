import type { Stage } from '../../../domain/lifecycle/stage';
import type { ApplicationState } from '../../../prisma/generated/client';
import { stopClocks } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';
import { settleTasks } from '../../tasks/ensure-task';
import { withdrawProposals } from '../proposals/two-people';
import { continueReporting } from '../reports/report-clocks';
import { dropService } from '../service/drop-service';
import { startAcceptanceClocks } from './acceptance-clocks';

/**
 * Ends an application that was not accepted. The project goes back to where it applied from: to be tracked, or barred as
 * before. What an owner owes there is asked for again.
 *
 * @returns the stage to go back to
 */
export async function leaveReview(
  ctx: ProcessContext,
  applicationId: string,
  state: Exclude<ApplicationState, 'submitted' | 'corrections_out' | 'accepted'>,
  data: { reasons?: { title: string; reason: string }[]; replied?: boolean } = {},
): Promise<Stage> {
  await ctx.tx.application.update({
    where: { id: applicationId },
    data: { state, reasons: data.reasons, repliedFactId: data.replied ? ctx.factId : undefined },
  });
  await stopClocks(ctx, 'reply_application', applicationId);
  for (const { id } of await ctx.tx.correctionRequest.findMany({
    where: { subject: 'application', subjectId: applicationId, answeredFactId: null },
    select: { id: true },
  })) {
    await stopClocks(ctx, 'answer_corrections', id);
    await dropService(ctx, 'corrections', id);
  }
  await withdrawProposals(ctx, { kind: 'application', subjectId: applicationId });
  await settleTasks(ctx, 'review-application');
  const applied = await ctx.tx.stageChange.findFirst({
    where: { projectId: ctx.project.id, to: 'reviewing' },
    orderBy: { sequence: 'desc' },
    select: { from: true },
  });
  const before: Stage = applied?.from === 'barred' ? 'barred' : 'tracking';
  await startAcceptanceClocks(ctx);
  if (before === 'tracking') await continueReporting(ctx);
  return before;
}
