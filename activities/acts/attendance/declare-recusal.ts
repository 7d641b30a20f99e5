import { z } from 'zod';
import { RELATION_KINDS } from '../../../domain/eligibility/pool-person';
import { Refusal } from '../../../domain/errors';
import { toDate } from '../../database/dates';
import { endHolding, refillSeat } from '../../draws/refill-seat';
import type { ActContext } from '../../process/process-context';
import { adjourn } from '../../review/adjourn';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

const body = z.object({
  /** For an officer, who records a signed declaration: whose it is. A member declares for himself. */
  seatId: z.uuid().optional(),
  kind: z.enum(RELATION_KINDS),
  /** With whom, when it is in the register. */
  organisationId: z.uuid().optional(),
  reason: prose(2_000),
});

/**
 * A member turns out to be tied to the project. Before check-in his seat is refilled at once. After it he leaves, his
 * sheet, findings and ballot are void, and the meeting adjourns until the seat is filled; what the others did stands.
 */
export const declareRecusal = defineAct({
  kind: 'recusal.declare',
  summary: 'Declare that a member must stay out of the case',
  body,
  async apply(ctx) {
    const review = await requireReview(ctx);
    const { round } = review;
    const seat = declaringSeat(ctx, round.seats);
    const holder = seat.holders[0]!;
    await ctx.tx.declaredRelation.create({
      data: {
        personId: holder.personId,
        organisationId: ctx.body.organisationId ?? null,
        projectId: ctx.project.id,
        kind: ctx.body.kind,
        declaredOn: toDate(ctx.envelope.occurredOn),
        recordedById: ctx.actorId,
        scanSha256: ctx.envelope.scanSha256,
      },
    });
    const result = { seatId: seat.id };
    if (round.step === 'full') {
      await ctx.tx.round.update({ where: { id: round.id }, data: { step: 'inviting' } });
      await refillSeat(ctx, seat.id, 'RECUSED_LATE');
      return { to: round.kind === 'acceptance' ? 'paneling' : undefined, result };
    }
    await voidWork(ctx, round.id, holder.personId, seat.id);
    await endHolding(ctx, holder.id, 'RECUSED_LATE');
    if (round.step !== 'adjourned') await adjourn(ctx, review, 'member_recused');
    return { result };
  },
});

/** @throws Refusal ACT_NOT_YOURS, SEAT_NOT_ON_PANEL, SCAN_REQUIRED */
function declaringSeat<Seat extends { id: string; holders: { personId: string }[] }>(
  ctx: ActContext<z.infer<typeof body>>,
  seats: readonly Seat[],
): Seat {
  const own = seats.find(({ holders }) => holders[0]?.personId === ctx.actorId);
  const { seatId = own?.id } = ctx.body;
  const seat = seats.find(({ id, holders }) => id === seatId && holders.length > 0);
  if (!seat) throw new Refusal('SEAT_NOT_ON_PANEL', { field: 'seatId', value: seatId ?? null });
  if (seat === own) return seat;
  if (!ctx.roles.includes('officer')) throw new Refusal('ACT_NOT_YOURS', { field: 'seatId', value: seat.id });
  if (!ctx.envelope.scanSha256) {
    throw new Refusal('SCAN_REQUIRED', { field: 'scanSha256', allowed: 'a scan of the signed declaration' });
  }
  return seat;
}

/**
 * What he inspected, scored and voted counts for nothing; his volumes are nobody's, to be inspected anew. A joint sheet was
 * his too, whoever handed it in.
 */
async function voidWork(ctx: ActContext, roundId: string, personId: string, seatId: string): Promise<void> {
  const hisSheets = ctx.rules.body.scoring.mode === 'joint' ? { roundId } : { roundId, personId };
  await ctx.tx.sheetIn.updateMany({ where: hisSheets, data: { void: true } });
  await ctx.tx.ballotIn.updateMany({ where: { roundId, personId }, data: { void: true } });
  await ctx.tx.finding.updateMany({ where: { roundId, seatId }, data: { void: true } });
  const his = { roundId, seatId, notProduced: false };
  await ctx.tx.sampleItem.updateMany({ where: his, data: { seatId: null, inspectedAt: null } });
}
