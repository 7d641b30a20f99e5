import type { PanelPlan } from '../../../domain/draw/plan-seats';
import { Refusal } from '../../../domain/errors';
import type { ProcessContext } from '../../process/process-context';
import type { RoundWithPanel } from '../../process/require-round';

/** Above any number that a panel's seats can have. */
const ASIDE = 1_000;

/**
 * Makes a round's seats those of the plan. Seats that somebody holds or held stay what they are; new ones are added, and
 * those too many taken away.
 *
 * @throws Refusal SEAT_OCCUPIED when one that is too many has or had a holder
 */
export async function layOutSeats(ctx: ProcessContext, round: RoundWithPanel, { seats }: PanelPlan): Promise<void> {
  const roundId = round.id;
  await ctx.tx.seat.updateMany({ where: { roundId }, data: { number: { increment: ASIDE } } });
  const present = await ctx.tx.seat.findMany({
    where: { roundId },
    orderBy: { number: 'asc' },
    include: { holders: { select: { endedAt: true } } },
  });
  // Seats with a history first, so that those left over have none.
  const rank = ({ holders }: (typeof present)[number]) =>
    holders.some(({ endedAt }) => endedAt === null) ? 0 : holders.length > 0 ? 1 : 2;
  const free = present.sort((a, b) => rank(a) - rank(b));
  for (const { number, role, quota } of seats) {
    const at = free.findIndex((seat) => seat.role === role);
    const [seat] = at < 0 ? [] : free.splice(at, 1);
    if (seat) await ctx.tx.seat.update({ where: { id: seat.id }, data: { number, quota } });
    else await ctx.tx.seat.create({ data: { roundId, number, role, quota } });
  }
  const occupied = free.find(({ holders }) => holders.length > 0);
  if (occupied) {
    throw new Refusal('SEAT_OCCUPIED', { field: 'seats', value: occupied.number - ASIDE, allowed: `${seats.length}` });
  }
  await ctx.tx.seat.deleteMany({ where: { id: { in: free.map(({ id }) => id) } } });
}
