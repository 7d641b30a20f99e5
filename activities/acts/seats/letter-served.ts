import { actualDay } from '../../../domain/calendar/partial-date';
import type { Service } from '../../../prisma/generated/client';
import { openClocks } from '../../clocks/clock-rows';
import { runClock } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';

/** The letter that asks for a member was served: the body's term runs, unless the seat is held or its round is over. */
export async function letterServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  const letter = await ctx.tx.paper.findUniqueOrThrow({ where: { id: service.subjectId } });
  const { seatId } = letter.content as { seatId: string };
  const seat = await ctx.tx.seat.findFirst({
    where: { id: seatId, round: { endedAt: null }, holders: { none: { endedAt: null } } },
    select: { id: true },
  });
  if (!seat || (await openClocks(ctx, 'name_member', seatId)).length > 0) return undefined;
  const start = toLocalDate(service.servedOn);
  await runClock(ctx, { kind: 'name_member', subject: seatId, start, bases: { letterServed: actualDay(start) } });
  return undefined;
}
