import { sessionsOf } from '../../acts/meeting/sessions';
import { invitationPath } from '../../acts/panel-invitation/ask';
import { tell } from '../../mail/enqueue';
import { requireRound } from '../../process/require-round';
import type { Reminder } from './reminder';

/** To an invited member, at half-time. */
export const remindInvited: Reminder = async (ctx, clock) => {
  const holder = await ctx.tx.seatHolder.findUniqueOrThrow({ where: { id: clock.subject } });
  const { halfDays } = await requireRound(ctx);
  const about = {
    industry: ctx.project.industry,
    district: ctx.project.jurisdiction.name,
    sessions: sessionsOf(ctx, halfDays),
    due: clock.ends!,
    link: invitationPath(ctx),
  };
  const occasion = { seat: holder.seatId, asked: holder.asked };
  await tell(ctx, 'expert-invitation-reminder', [holder.personId], occasion, about, { clock });
};
