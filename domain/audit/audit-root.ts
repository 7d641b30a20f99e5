import { toHex } from '../crypto/bytes';
import { canonicalBytes } from '../crypto/canonical-json';
import { sortByBytes } from '../crypto/compare-bytes';
import { merkleRoot } from '../crypto/merkle-root';
import type { ChainPoint } from './check-chain';

export interface ChainHead extends ChainPoint {
  chain: string;
}

/** What is signed of a root. */
export interface RootStatement {
  /** From 1, without gaps. */
  sequence: number;
  /** ISO 8601 in UTC. */
  at: string;
  /** Hexadecimal. */
  root: string;
  /** SHA-256 of the signature of the root before, in hexadecimal; `GENESIS` for the first. */
  previous: string;
  keyId: string;
}

/** Merkle root (RFC 9162) over all heads, each a leaf of canonical JSON, by the bytes of the chains' names. Hexadecimal. */
export function rootOfHeads(heads: Iterable<ChainHead>): string {
  const leaves = sortByBytes([...heads], ({ chain }) => chain).map(({ chain, sequence, hash }) =>
    canonicalBytes({ chain, sequence, hash }),
  );
  return toHex(merkleRoot(leaves));
}

/** The bytes that are signed. */
export function rootBytes({ sequence, at, root, previous, keyId }: RootStatement): Uint8Array {
  return canonicalBytes({ what: 'dangyan audit root', sequence, at, root, previous, keyId });
}
