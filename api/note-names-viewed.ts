import { appendAudit } from '../activities/audit/append-audit';
import type { Tx } from '../activities/database/database';
import { projectChain } from '../domain/audit/audit-event';
import { atLocalTime } from '../domain/calendar/local-time';
import type { Actor, Occasion } from './actor';

/**
 * Notes that somebody of the bureau was shown who was drawn for a round whose panel has not checked in (selection.md, step 8): once
 * a person and day, however often a page asks again.
 */
export async function noteNamesViewed(
  { tx, actor, occasion }: { tx: Tx; actor: Actor; occasion: Occasion },
  projectCode: string,
  roundId: string,
): Promise<void> {
  const chain = projectChain(projectCode);
  const type = 'drawn_names.viewed';
  const noted = await tx.auditEvent.findFirst({
    where: {
      ...{ chain, type, actorId: actor.personId },
      at: { gte: new Date(atLocalTime(occasion.today, '00:00')) },
      payload: { path: ['roundId'], equals: roundId },
    },
    select: { chain: true },
  });
  if (noted) return;
  await appendAudit(tx, chain, { type, actorId: actor.personId, at: occasion.now, payload: { roundId } });
}
