import type { Tx } from '../database/database';
import { asCredential } from './as-credential';

/** Ends the addresses in use and begins another; the same one again changes nothing. @returns its id */
export async function replaceAddress(tx: Tx, personId: string, given: string, now: Date): Promise<string> {
  const address = asCredential(given);
  const known = await tx.emailAddress.findFirst({ where: { personId, address, endedAt: null, bouncedAt: null } });
  await tx.emailAddress.updateMany({
    where: { personId, endedAt: null, ...(known ? { id: { not: known.id } } : {}) },
    data: { endedAt: now },
  });
  return (known ?? (await tx.emailAddress.create({ data: { personId, address } }))).id;
}
