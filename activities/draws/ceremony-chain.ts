import { jurisdictionChain } from '../../domain/audit/audit-event';
import type { Ceremony } from '../../prisma/generated/client';
import type { ProcessContext } from '../process/process-context';

/** The audit chain of the bureau that holds a ceremony; a draw that it serves may be another's. */
export async function ceremonyChain(ctx: ProcessContext, { jurisdictionId: id }: Ceremony): Promise<string> {
  const { code } = await ctx.tx.jurisdiction.findUniqueOrThrow({ where: { id }, select: { code: true } });
  return jurisdictionChain(code);
}
