import type { BodySeat } from '../../acts/seats/liaisons';
import { liaisonsOf } from '../../acts/seats/liaisons';
import { seatPath } from '../../acts/seats/request-member';
import { tell } from '../../mail/enqueue';
import { word } from '../../mail/words';
import type { Reminder } from './reminder';

/** To the body that was asked for a member. */
export const remindToName: Reminder = async (ctx, clock, reminder) => {
  const { due, subject } = clock;
  const { role, round } = await ctx.tx.seat.findUniqueOrThrow({ where: { id: subject }, include: { round: true } });
  const about = { seat: word('seat', role), due, link: seatPath(ctx, subject) };
  const occasion = { round: round.number, seat: subject, due, reminder };
  await tell(ctx, 'name-member-due', await liaisonsOf(ctx, role as BodySeat), occasion, about, { clock });
};
