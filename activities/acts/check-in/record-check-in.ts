import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { seatOf } from '../../../domain/panel/panel';
import { toLocalDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { openMeeting } from '../../review/open-meeting';
import { type Review, requireReview } from '../../review/review';
import { defineAct } from '../define-act';

/** The recorder notes who came to a half-day. The last seat to come opens the meeting. */
export const recordCheckIn = defineAct({
  kind: 'check_in.record',
  summary: 'Record who has come to a half-day of the meeting',
  body: z.object({ halfDayId: z.uuid(), seatIds: z.array(z.uuid()).min(1).max(50) }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    requireRecorder(ctx, review);
    const halfDay = requireHalfDay(ctx, review);
    for (const seatId of ctx.body.seatIds) await checkIn(ctx, review, halfDay.id, seatId);
    const now = await requireReview(ctx);
    const sits = now.round.step !== 'full' && now.round.step !== 'adjourned';
    if (sits || now.present.length < now.panel.length) return { result: { present: now.present.length } };
    return { to: await openMeeting(ctx, now), result: { present: now.present.length } };
  },
});

/** @throws Refusal SAME_PERSON for the leader: the recorder is another */
function requireRecorder(ctx: ActContext, { panel }: Review): void {
  const leads = panel.some(({ role, personId }) => role === 'leader' && personId === ctx.actorId);
  if (leads) throw new Refusal('SAME_PERSON', { field: 'recorder', allowed: 'not the leader' });
}

/** @throws Refusal NOT_FOUND for a half-day of another sitting; OTHER_HALF_DAY for one of another day */
function requireHalfDay(ctx: ActContext<{ halfDayId: string }>, { round }: Review) {
  const halfDay = round.halfDays.find(({ id }) => id === ctx.body.halfDayId);
  if (!halfDay) throw new Refusal('NOT_FOUND', { field: 'halfDayId', value: ctx.body.halfDayId });
  const date = toLocalDate(halfDay.date);
  if (date !== ctx.envelope.occurredOn) {
    throw new Refusal('OTHER_HALF_DAY', { field: 'halfDayId', value: date, allowed: ctx.envelope.occurredOn });
  }
  return halfDay;
}

/** @throws Refusal SEAT_NOT_ON_PANEL, SEAT_VACANT, ALREADY_EXISTS */
async function checkIn(ctx: ActContext, { round, panel }: Review, halfDayId: string, seatId: string): Promise<void> {
  const { personId } = seatOf(panel, seatId);
  if (!personId) throw new Refusal('SEAT_VACANT', { field: 'seatIds', value: seatId });
  const { count } = await ctx.tx.checkIn.createMany({
    data: { roundId: round.id, halfDayId, seatId, personId, at: ctx.now, factId: ctx.factId },
    skipDuplicates: true,
  });
  if (count === 0) throw new Refusal('ALREADY_EXISTS', { field: 'seatIds', value: seatId });
}
