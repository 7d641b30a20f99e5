import { randomUUID } from 'node:crypto';
import type { Tx } from '../../activities/database/database';
import { tellPerson } from '../../activities/mail/enqueue';
import { recipientAddress } from '../../activities/mail/recipient';
import type { Account } from '../../prisma/generated/client';
import type { Occasion } from '../actor';

/** Where a person looks after the account. */
const SECURITY_PAGE = '/account/security';

/**
 * Gives an account a password: unlocks it, ends all its sessions and tells its person by mail, where there is an address. Hash before the transaction; audit after
 * this.
 *
 * @param machineNow when it was set; sessions begun with an older password are void
 */
export async function setPassword(
  tx: Tx,
  { id, personId }: Pick<Account, 'id' | 'personId'>,
  passwordHash: string,
  machineNow: Date,
  occasion: Pick<Occasion, 'now'>,
): Promise<void> {
  await tx.account.update({
    where: { id },
    data: {
      passwordHash,
      passwordChangedAt: machineNow,
      oneTimePasswordUntil: null,
      failedLogins: 0,
      lockedUntil: null,
    },
  });
  await tx.session.deleteMany({ where: { sess: { path: ['login', 'accountId'], equals: id } } });
  // The first administrator may have no address, and no officer can do anything about it.
  if (!(await recipientAddress(tx, personId, 'password-changed'))) return;
  const changedAt = occasion.now.toISOString();
  await tellPerson(
    tx,
    occasion.now,
    'password-changed',
    personId,
    { change: randomUUID() },
    { changedAt, link: SECURITY_PAGE },
  );
}
