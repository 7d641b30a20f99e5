import { actualDay } from '../../../domain/calendar/partial-date';
import type { Service } from '../../../prisma/generated/client';
import { runClock } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';

/** The terms of the visit's findings begin, but for those put right already. */
export async function visitServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  const findings = await ctx.tx.visitFinding.findMany({
    where: { visitId: service.subjectId, state: { not: 'closed' } },
    orderBy: { number: 'asc' },
  });
  const start = toLocalDate(service.servedOn);
  const bases = { findingServed: actualDay(start) };
  for (const { id, days } of findings) {
    await runClock(ctx, { kind: 'inspection_finding', subject: id, start, bases, chosen: days });
  }
}
