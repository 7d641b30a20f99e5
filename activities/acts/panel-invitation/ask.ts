import type { Instant } from '../../../domain/calendar/local-time';
import { actualDay } from '../../../domain/calendar/partial-date';
import { startClock } from '../../../domain/clocks/start-clock';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import type { ProcessContext } from '../../process/process-context';
import type { RoundWithPanel } from '../../process/require-round';
import { type Session, sessionsOf } from '../meeting/sessions';

type Seat = RoundWithPanel['seats'][number];

/** Why somebody who had been asked is asked again. */
export interface MeetingChange {
  reason: string;
  formerSessions: Session[];
}

/**
 * Asks the holder of a seat whether he comes on the half-days fixed, for the first time or again. His time to answer
 * starts when the mail server took the message or the officer had him on the telephone (`startReplyClock`).
 */
export async function ask(
  ctx: ProcessContext,
  round: RoundWithPanel,
  seat: Pick<Seat, 'id' | 'role'>,
  holder: Pick<Seat['holders'][number], 'id' | 'personId' | 'asked' | 'drawId'>,
  change?: MeetingChange,
): Promise<void> {
  await ctx.tx.seatHolder.update({
    where: { id: holder.id },
    data: { asked: { increment: 1 }, answer: null, answeredFactId: null },
  });
  await ctx.tx.seat.update({ where: { id: seat.id }, data: { state: 'invited' } });
  await stopClocks(ctx, 'invitation_reply', holder.id);
  await runClock(ctx, { kind: 'invitation_reply', subject: holder.id, start: ctx.today, bases: {} });

  const sessions = sessionsOf(ctx, round.halfDays);
  const due = answerBy(ctx);
  const link = invitationPath(ctx);
  const to = [holder.personId];
  const validity = { roundId: round.id };
  if (change && holder.asked > 0) {
    const { place, noticeSequence: sequence } = round;
    const about = { ...change, sessions, place, meetingId: round.id, sequence, due, link };
    await tell(ctx, 'panel-meeting-changed', to, { round: round.number, change: sequence }, about, validity);
    return;
  }
  const about = { industry: ctx.project.industry, district: ctx.project.jurisdiction.name, sessions, due, link };
  if (seat.role === 'expert') {
    const draw = await ctx.tx.draw.findUniqueOrThrow({ where: { id: holder.drawId! }, select: { number: true } });
    const occasion = { round: round.number, draw: draw.number };
    await tell(ctx, 'expert-invitation', to, occasion, about, validity);
  } else {
    await tell(
      ctx,
      'panel-appointment',
      to,
      { holding: holder.id },
      { ...about, seat: word('seat', seat.role) },
      validity,
    );
  }
}

/** When an answer is due that is asked for now, if the message arrives today. */
function answerBy(ctx: ProcessContext): Instant {
  const rule = ctx.rules.body.clocks.invitation_reply;
  const bases = { invitationDelivered: actualDay(ctx.today) };
  const names = { id: '', projectId: ctx.project.id, subject: '', ruleSetId: ctx.rules.id };
  const { ends } = startClock(rule, { ...names, kind: 'invitation_reply', start: ctx.today, bases }, ctx.calendar);
  if (!ends) throw new Error('invitation_reply counts from more than the delivery');
  return ends;
}

export const invitationPath = (ctx: ProcessContext): string => projectPath(ctx.project.code, 'invitation');
