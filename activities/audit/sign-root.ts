import { createHash, type KeyObject, sign } from 'node:crypto';
import { GENESIS } from '../../domain/audit/audit-link';
import { type ChainHead, type RootStatement, rootBytes, rootOfHeads } from '../../domain/audit/audit-root';
import type { Tx } from '../database/database';
import { auditKeyId } from './audit-key';

export interface SignedRoot extends RootStatement {
  /** Base64. */
  signature: string;
}

/**
 * Signs a Merkle root over the heads of all chains as they are now and stores it with the heads that moved since the root
 * before. Hourly; no chain is held up by it but for the moment of its own row's update.
 *
 * @param key Ed25519, kept outside the database
 * @returns what is mailed once a day to director and witness
 */
export async function signRoot(tx: Tx, now: Date, key: KeyObject): Promise<SignedRoot> {
  // Two roots at once would both follow the same one.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('audit root'))`;
  const last = await tx.auditRoot.findFirst({ orderBy: { sequence: 'desc' } });
  const heads = await tx.auditHead.findMany({ where: { sequence: { gt: 0 } } });
  const statement: RootStatement = {
    sequence: (last?.sequence ?? 0) + 1,
    at: now.toISOString(),
    root: rootOfHeads(heads),
    previous: last ? hashOfSignature(last.signature) : GENESIS,
    keyId: auditKeyId(key),
  };
  const signature = sign(null, rootBytes(statement), key).toString('base64');
  const moved: ChainHead[] = heads
    .filter(({ sequence, rootedSequence }) => sequence !== rootedSequence)
    .map(({ chain, sequence, hash }) => ({ chain, sequence, hash }));
  await tx.$executeRaw`SELECT audit.append_root(${JSON.stringify({ ...statement, signature, heads: moved })}::jsonb)`;
  return { ...statement, signature };
}

/** What the next root holds of this one. */
export function hashOfSignature(signature: string): string {
  return createHash('sha256').update(Buffer.from(signature, 'base64')).digest('hex');
}
