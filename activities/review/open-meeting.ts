import type { Stage } from '../../domain/lifecycle/stage';
import { stepOnOpening } from '../../domain/panel/step-on-opening';
import { assertNoticed } from '../acts/notice/notice-standing';
import type { ActContext } from '../process/process-context';
import { settleTasks } from '../tasks/ensure-task';
import { assignLeftOver } from './assign';
import { settleInspection } from './open-deliberation';
import { sheetsOwed } from './owed-sheets';
import { type Review, requireReview } from './review';
import { latestSample, revealedToday } from './samples';
import { sheetsIn } from './sheets-in';
import { releaseVolumes } from './volumes';

/**
 * Opens the meeting, or lets an adjourned one go on where it stood.
 *
 * @returns the stage it leads to
 * @throws Refusal NOTICE_TOO_SHORT
 */
export async function openMeeting(ctx: ActContext, review: Review): Promise<Stage | undefined> {
  const { round } = review;
  if (round.step === 'full') await assertNoticed(ctx);
  const step = stepOnOpening({
    adjournedFrom: round.adjournedFrom,
    sheetsOwed: sheetsOwed(ctx.rules.body, review, await sheetsIn(ctx.tx, round.id)),
    sampledToday: await revealedToday(ctx, round.id),
  });
  await ctx.tx.round.update({ where: { id: round.id }, data: { step, adjournedFrom: null, adjournedOn: null } });
  await settleTasks(ctx, 'resume-meeting');
  if (step === 'sampling') await releaseVolumes(ctx.tx, round.id);
  if (step === 'inspecting') {
    const sample = await latestSample(ctx, round.id);
    if (sample) await assignLeftOver(ctx, review, sample.id);
    // The last sheet that was owed may have been that of a member who is not here any more.
    await settleInspection(ctx, await requireReview(ctx));
  }
  return ctx.project.stage === 'convening' ? 'inspecting' : undefined;
}
