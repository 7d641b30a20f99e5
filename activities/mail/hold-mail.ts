import type { Clock } from '../clock';
import type { Tx } from '../database/database';

/**
 * Keeps all mail back from now on, in a practice installation whose time is about to move.
 *
 * @param machineClock on which senders' leases run
 * @returns false, and keeps nothing back, while a sender is busy with a mail
 */
export async function holdMail(tx: Tx, machineClock: Clock): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM "Installation" WHERE id = 1 FOR UPDATE`;
  const busy = await tx.outboxMail.count({ where: { state: 'queued', leaseUntil: { gt: machineClock.now() } } });
  if (busy > 0) return false;
  await tx.installation.update({ where: { id: 1 }, data: { mailHeld: true } });
  return true;
}

export async function releaseMail(tx: Tx): Promise<void> {
  await tx.installation.update({ where: { id: 1 }, data: { mailHeld: false } });
}

/** Whether mail is kept back; if not it stays so until the end of this transaction. */
export async function isMailHeld(tx: Tx): Promise<boolean> {
  const [{ mailHeld }] = await tx.$queryRaw<[{ mailHeld: boolean }]>`
    SELECT "mailHeld" FROM "Installation" WHERE id = 1 FOR SHARE`;
  return mailHeld;
}
