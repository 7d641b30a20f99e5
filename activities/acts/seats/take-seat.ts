import { Refusal } from '../../../domain/errors';
import { stopClocks } from '../../clocks/run-clocks';
import { endHolding } from '../../draws/refill-seat';
import type { ProcessContext } from '../../process/process-context';
import type { RoundWithPanel } from '../../process/require-round';
import { settleTasks } from '../../tasks/ensure-task';
import { ask } from '../panel-invitation/ask';

type Seat = RoundWithPanel['seats'][number];

/** The round's seat of an appointed role. @throws Refusal BAD_INPUT */
export function seatOfRole(round: RoundWithPanel, role: Seat['role']): Seat {
  const seat = round.seats.find((one) => one.role === role);
  if (seat) return seat;
  throw new Refusal('BAD_INPUT', {
    field: 'role',
    value: role,
    allowed: [...new Set(round.seats.map((one) => one.role))],
  });
}

/**
 * Gives an appointed seat to a person, in place of one who was not asked yet. He is asked at once when the others have
 * been, else together with them after the reveal.
 *
 * @throws Refusal SEAT_OCCUPIED by somebody who was asked
 */
export async function takeSeat(
  ctx: ProcessContext,
  round: RoundWithPanel,
  seat: Seat,
  personId: string,
): Promise<string> {
  const [present] = seat.holders;
  if (present && present.asked > 0) throw new Refusal('SEAT_OCCUPIED', { field: 'role', value: seat.role });
  if (present) await endHolding(ctx, present.id, 'REPLACED');
  const holder = await ctx.tx.seatHolder.create({
    data: { seatId: seat.id, personId, via: 'appointment', since: ctx.now, factId: ctx.factId },
  });
  await ctx.tx.seat.update({ where: { id: seat.id }, data: { state: 'invited' } });
  await stopClocks(ctx, 'name_member', seat.id);
  const former = await ctx.tx.seatHolder.findMany({ where: { seatId: seat.id }, select: { id: true } });
  for (const { id } of former) await settleTasks(ctx, 'fill-seat', id);
  if (round.step === 'inviting') await ask(ctx, round, seat, holder);
  return holder.id;
}
