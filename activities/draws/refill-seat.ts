import { shortage, type VacancyCode } from '../../domain/draw/refill';
import { stopClocks } from '../clocks/run-clocks';
import { word } from '../mail/words';
import type { ProcessContext } from '../process/process-context';
import { type RoundWithPanel, requireRound } from '../process/require-round';
import { ensureTask } from '../tasks/ensure-task';
import { drawInForce, saltedIdOf } from './draw-in-force';
import { exhaustionInWords } from './relaxation-words';
import { settlePanel } from './settle-panel';

type Seat = RoundWithPanel['seats'][number];

/** The holder of a seat leaves it for this reason, and it is filled. */
export async function refillSeat(ctx: ProcessContext, seatId: string, code: VacancyCode): Promise<void> {
  const round = await requireRound(ctx);
  const seat = round.seats.find(({ id }) => id === seatId);
  const holder = seat?.holders[0];
  if (!seat || !holder) return;
  await endHolding(ctx, holder.id, code);
  await fillSeat(ctx, round, seat, holder, code);
}

/**
 * Fills a seat that `left` has left. A drawn seat goes at once to the next in ticket order of the draw in force, in this
 * transaction; while another draw is frozen its reveal does it. An appointed seat, and a drawn one for which no alternate is
 * left or whose draw is too old, becomes a task.
 */
export async function fillSeat(
  ctx: ProcessContext,
  round: Pick<RoundWithPanel, 'id' | 'step'>,
  seat: Pick<Seat, 'role'>,
  left: Pick<Seat['holders'][number], 'id' | 'personId'>,
  code: VacancyCode,
): Promise<void> {
  if (seat.role !== 'expert') return ensureTask(ctx, { kind: 'fill-seat', subject: left.id });
  if (round.step === 'frozen') return;
  const draw = await drawInForce(ctx, round.id);
  const salted = draw && saltedIdOf(draw, left.personId);
  if (!draw || !salted || ctx.today > draw.validUntil) {
    const note = draw && salted ? word('shortage', 'expired') : undefined;
    return ensureTask(ctx, { kind: 'draw-again', subject: left.id, note });
  }
  const bundle = await settlePanel(ctx, draw, [{ kind: 'vacancy', id: salted, code }]);
  if ((bundle.refills.at(-1)?.vacant ?? 0) > 0) {
    const ways = shortage(bundle.document, bundle.result, bundle);
    const note = exhaustionInWords(ways, ctx.rules.body.panel.groupNames);
    await ensureTask(ctx, { kind: 'draw-again', subject: left.id, note });
  }
}

/** Ends a person's hold of a seat, which then is vacant. */
export async function endHolding(ctx: ProcessContext, holderId: string, reason: string): Promise<void> {
  const { seatId } = await ctx.tx.seatHolder.update({
    where: { id: holderId },
    data: { endedAt: ctx.now, endReason: reason },
  });
  await ctx.tx.seat.update({ where: { id: seatId }, data: { state: 'vacant' } });
  await stopClocks(ctx, 'invitation_reply', holderId);
}
