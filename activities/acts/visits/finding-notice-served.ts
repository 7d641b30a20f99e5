import type { Service } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { type FindingNotice, openFindings } from './finding-notice';
import { runFindingClock } from './finding-term';

/** The notice was served: its findings have their new term, but for those put right already. */
export async function findingNoticeServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  const paper = await ctx.tx.paper.findUniqueOrThrow({ where: { id: service.subjectId } });
  const { findingIds, workingDays } = paper.content as unknown as FindingNotice;
  for (const { id } of await openFindings(ctx, findingIds))
    await runFindingClock(ctx, id, service.servedOn, workingDays);
  return undefined;
}
