import type { Service } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { runFindingClock } from './finding-term';

/** The terms of the visit's findings begin, but for those put right already. */
export async function visitServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  const findings = await ctx.tx.visitFinding.findMany({
    where: { visitId: service.subjectId, state: { not: 'closed' } },
    orderBy: { number: 'asc' },
  });
  for (const { id, days } of findings) await runFindingClock(ctx, id, service.servedOn, days);
}
