import { concat } from './bytes';
import { sha256 } from './sha256';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * Merkle tree hash of a list of leaves (RFC 9162 §2.1.1, SHA-256): leaves and inner nodes are hashed with different
 * prefixes, and a list is split at the largest power of two below its length.
 *
 * @returns 32 bytes; the hash of nothing for an empty list
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array(0));
  return subtree(leaves, 0, leaves.length);
}

function subtree(leaves: readonly Uint8Array[], from: number, until: number): Uint8Array {
  if (until - from === 1) return sha256(concat(LEAF, leaves[from]!));
  let split = 1;
  while (split * 2 < until - from) split *= 2;
  return sha256(concat(NODE, subtree(leaves, from, from + split), subtree(leaves, from + split, until)));
}
