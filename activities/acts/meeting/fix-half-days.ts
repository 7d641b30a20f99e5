import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { toDate } from '../../database/dates';
import type { ProcessContext } from '../../process/process-context';
import { line, localDate } from '../field-types';

export const halfDays = z
  .array(z.object({ date: localDate, half: z.enum(['morning', 'afternoon']) }))
  .min(1)
  .max(20);

export const place = line();

/**
 * Fixes when and where a round meets, instead of what was fixed before; half-days on which the panel met stay.
 *
 * @throws Refusal MEETING_NOT_FUTURE, BAD_INPUT for a half-day named twice
 */
export async function fixHalfDays(
  ctx: ProcessContext,
  roundId: string,
  meeting: { halfDays: z.infer<typeof halfDays>; place: string },
): Promise<void> {
  const names = meeting.halfDays.map(({ date, half }) => `${date}/${half}`);
  for (const [index, { date }] of meeting.halfDays.entries()) {
    const field = `halfDays[${index}]`;
    if (date <= ctx.today)
      throw new Refusal('MEETING_NOT_FUTURE', { field, value: date, allowed: `after ${ctx.today}` });
    if (names.indexOf(names[index]!) !== index) {
      throw new Refusal('BAD_INPUT', { field, value: names[index], allowed: 'a half-day once' });
    }
  }
  const sitting = (await dropHalfDays(ctx, roundId)) + 1;
  await ctx.tx.meetingHalfDay.createMany({
    data: meeting.halfDays.map(({ date, half }) => ({ roundId, date: toDate(date), half, sitting })),
  });
  await ctx.tx.round.update({ where: { id: roundId }, data: { place: meeting.place } });
}

/** Takes back the half-days on which the panel has not met. @returns the latest sitting that was held, 0 for none */
export async function dropHalfDays(ctx: ProcessContext, roundId: string): Promise<number> {
  const attended = await ctx.tx.checkIn.findMany({ where: { roundId }, select: { halfDayId: true } });
  const held = attended.map(({ halfDayId }) => halfDayId);
  await ctx.tx.meetingHalfDay.deleteMany({ where: { roundId, id: { notIn: held } } });
  const { _max } = await ctx.tx.meetingHalfDay.aggregate({ where: { roundId }, _max: { sitting: true } });
  return _max.sitting ?? 0;
}
