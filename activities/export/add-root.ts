import { projectChain } from '../../domain/audit/audit-event';
import { toHex } from '../../domain/crypto/bytes';
import { inclusionPath } from '../../domain/crypto/merkle-root';
import type { Tx } from '../database/database';
import type { BagWriter } from './bag-writer';

interface Leaf {
  leaf: string;
  own: boolean;
  sequence: number | null;
  hash: string | null;
}

/**
 * The newest signed root with the way from the project's chain to it (RFC 9162 §2.1.3), so that nobody who has the public key must
 * believe the chain: whoever changed it afterwards would need the signature anew.
 *
 * @returns the link up to which it vouches, or null where no root has the chain yet
 */
export async function addRoot(tx: Tx, bag: BagWriter, code: string): Promise<number | null> {
  // The heads would tell how busy each project was.
  const root = await tx.auditRoot.findFirst({ omit: { heads: true }, orderBy: { sequence: 'desc' } });
  if (!root) return null;
  const chain = projectChain(code);
  const leaves = await tx.$queryRaw<Leaf[]>`
    SELECT leaf, own, sequence, hash FROM audit.leaves_of_root(${root.sequence}::integer, ${chain})`;
  const index = leaves.findIndex(({ own }) => own);
  if (index < 0) return null;
  const { sequence, hash } = leaves[index]!;
  const hashes = leaves.map(({ leaf }) => new Uint8Array(Buffer.from(leaf, 'hex')));
  const proof = {
    leaf: { chain, sequence, hash },
    ...{ index, size: leaves.length, path: inclusionPath(hashes, index).map(toHex) },
  };
  const { signature, ...statement } = root;
  const text = JSON.stringify({ root: statement, signature, proof }, null, 2);
  await bag.add('audit/root.json', [Buffer.from(`${text}\n`)]);
  return sequence;
}
