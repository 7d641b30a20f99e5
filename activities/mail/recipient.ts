import type { MessageKind } from '../../domain/mail/message-kind';
import type { EmailAddress } from '../../prisma/generated/client';
import type { Tx } from '../database/database';

/**
 * Where a person's mail goes: a verified address before another, the newest of each; null when none is in use. Only the
 * confirmation of a new address goes to that one, which is not verified yet.
 */
export async function recipientAddress(tx: Tx, personId: string, kind: MessageKind): Promise<EmailAddress | null> {
  const inUse = await tx.emailAddress.findMany({
    where: { personId, endedAt: null, disownedAt: null, bouncedAt: null },
    orderBy: [{ recordedAt: 'desc' }, { id: 'asc' }],
  });
  const wanted = inUse.find(({ verifiedAt }) => (verifiedAt !== null) !== (kind === 'address-confirmation'));
  return wanted ?? inUse[0] ?? null;
}
