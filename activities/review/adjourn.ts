import { addWorkingDays } from '../../domain/calendar/working-days';
import type { RoundStep } from '../../domain/lifecycle/stage';
import { toDate } from '../database/dates';
import type { ActContext } from '../process/process-context';
import { ensureTask } from '../tasks/ensure-task';
import type { Review } from './review';

/** Why a meeting adjourns; words for it are in the catalogues. */
type AdjournReason = 'quorum_lost' | 'member_recused' | 'no_result';

/** Adjourns the meeting. What was submitted stands; it goes on within the rule's working days. */
export async function adjourn(ctx: ActContext, { round }: Review, reason: AdjournReason): Promise<void> {
  const on = ctx.envelope.occurredOn;
  await ctx.tx.round.update({
    where: { id: round.id },
    data: { step: 'adjourned', adjournedFrom: round.step as RoundStep, adjournedOn: toDate(on) },
  });
  const dueOn = addWorkingDays(ctx.calendar, on, ctx.rules.body.meeting.resumeWithinWorkingDays).date;
  await ensureTask(ctx, { kind: 'resume-meeting', subject: ctx.factId, dueOn, note: reason });
}
