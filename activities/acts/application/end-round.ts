import type { RoundPosition } from '../../../domain/lifecycle/position';
import { stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { word } from '../../mail/words';
import type { ProcessContext } from '../../process/process-context';
import { settleTasks } from '../../tasks/ensure-task';
import { sessionsOf } from '../meeting/sessions';

/** Ends a round before its panel was drawn. Who had accepted a seat hears of it, and nobody else does. */
export async function endRound(ctx: ProcessContext, { id, number }: RoundPosition, endReason: 'application_withdrawn') {
  const { tx, now } = ctx;
  const round = await tx.round.findUniqueOrThrow({
    where: { id },
    include: { halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] } },
  });
  const held = { seat: { roundId: id }, endedAt: null };
  const accepted = await tx.seatHolder.findMany({ where: { ...held, answer: 'accepted' }, select: { personId: true } });
  const about = {
    industry: ctx.project.industry,
    district: ctx.project.jurisdiction.name,
    reason: word('reason', endReason),
    formerSessions: sessionsOf(ctx, round.halfDays),
    meetingId: null,
    sequence: 0,
    link: '/',
  };
  const people = accepted.map(({ personId }) => personId);
  await tell(ctx, 'panel-dissolved', people, { round: number }, about);
  await tx.seatHolder.updateMany({ where: held, data: { endedAt: now, endReason } });
  await tx.round.update({ where: { id }, data: { step: 'ended', endedAt: now, endReason } });
  await stopClocks(ctx, 'name_member');
  await stopClocks(ctx, 'invitation_reply');
  await settleTasks(ctx, 'plan-meeting', id);
}
