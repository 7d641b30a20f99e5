import { z } from 'zod';
import type { Stage } from '../../../domain/lifecycle/stage';
import { stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { ownersOf } from '../../people/recipients';
import { requireOwnDirector } from '../../people/require-own-director';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { ensureTask, settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { ask, invitationPath } from '../panel-invitation/ask';
import { serve } from '../service/serve';
import { dropHalfDays, fixHalfDays, halfDays, place } from './fix-half-days';
import { type Session, sessionsOf } from './sessions';

const body = z.object({
  reason: prose(2_000),
  /** Left out: the date is fixed later, by `meeting.plan`. */
  meeting: z.object({ halfDays, place }).optional(),
});

/** The director postpones. Each member is asked again; who can't come is replaced in ticket order. */
export const postponeMeeting = defineAct({
  kind: 'meeting.postpone',
  summary: 'Postpone the meeting, to other half-days or until they are fixed',
  body,
  async apply(ctx) {
    await requireOwnDirector(ctx);
    const before = await requireRound(ctx);
    const formerSessions = sessionsOf(ctx, before.halfDays);
    const { meeting, reason } = ctx.body;
    if (meeting) await fixHalfDays(ctx, before.id, meeting);
    else await dropHalfDays(ctx, before.id);
    await ctx.tx.round.update({
      where: { id: before.id },
      data: {
        step: meeting ? 'inviting' : 'days',
        noticeSequence: { increment: 1 },
        noticeFactId: null,
        ...(meeting ? {} : { place: null }),
      },
    });
    await stopClocks(ctx, 'meeting_notice', before.id);
    await stopClocks(ctx, 'invitation_reply');
    // The panel is to be full again before notice is given.
    await settleTasks(ctx, 'send-notice');
    const round = await requireRound(ctx);
    if (meeting) {
      for (const seat of round.seats) {
        for (const holder of seat.holders) await ask(ctx, round, seat, holder, { reason, formerSessions });
      }
    } else {
      await tellOfRest(ctx, round, formerSessions);
      await ensureTask(ctx, { kind: 'plan-meeting', subject: `${round.id}/${round.noticeSequence}` });
    }
    if (before.noticeFactId) await tellOwners(ctx, round, formerSessions);
    const to: Stage | undefined = ctx.project.stage === 'convening' ? 'paneling' : undefined;
    return { to, result: { roundId: round.id } };
  },
});

/** No date is fixed: nobody is asked for one yet, and no answer of before holds. */
async function tellOfRest(
  ctx: ActContext<{ reason: string }>,
  round: RoundWithPanel,
  formerSessions: Session[],
): Promise<void> {
  const { id, number, noticeSequence } = round;
  const asked = round.seats.flatMap(({ holders }) => holders).filter((holder) => holder.asked > 0);
  await ctx.tx.seatHolder.updateMany({
    where: { id: { in: asked.map((holder) => holder.id) } },
    data: { answer: null, answeredFactId: null },
  });
  await ctx.tx.seat.updateMany({ where: { roundId: id, state: 'confirmed' }, data: { state: 'invited' } });
  const about = {
    reason: ctx.body.reason,
    formerSessions,
    sessions: [],
    place: null,
    meetingId: id,
    sequence: noticeSequence,
    due: null,
    link: invitationPath(ctx),
  };
  const people = asked.map(({ personId }) => personId);
  await tell(ctx, 'panel-meeting-changed', people, { round: number, change: noticeSequence }, about, { roundId: id });
}

/** The owner hears of it when he had been given notice. */
async function tellOwners(
  ctx: ActContext<z.infer<typeof body>>,
  round: RoundWithPanel,
  formerSessions: Session[],
): Promise<void> {
  const owners = await ownersOf(ctx);
  const { signBy } = await serve(ctx, { subjectKind: 'owner_notice', subjectId: ctx.factId, to: owners });
  const sessions = ctx.body.meeting ? sessionsOf(ctx, round.halfDays) : [];
  const about = {
    reason: ctx.body.reason,
    formerSessions,
    sessions,
    place: sessions.length > 0 ? round.place : null,
    meetingId: round.id,
    sequence: round.noticeSequence,
    due: sessions.length > 0 ? signBy : null,
    link: projectPath(ctx.project.code, 'meeting'),
  };
  const occasion = { round: round.number, change: round.noticeSequence };
  await tell(ctx, 'owner-meeting-changed', owners, occasion, about, { roundId: round.id });
}
