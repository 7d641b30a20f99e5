import type { Tx } from '../activities/database/database';
import type { Prisma } from '../prisma/generated/client';

/** States that somebody has to look at; of the others there are more each year. */
export const UNSETTLED = ['held', 'queued', 'bounced', 'given_up'] as const;

/**
 * Narrows a list of messages to those that wait or failed, by their ids: they are few, and have an index of their own
 * (`OutboxMail_unsettled_idx`), which is found only by a condition that says the states in so many words.
 */
export async function unsettledMails(tx: Tx): Promise<Prisma.OutboxMailWhereInput> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "OutboxMail" WHERE state IN ('held', 'queued', 'bounced', 'given_up')`;
  return { id: { in: rows.map(({ id }) => id) } };
}
