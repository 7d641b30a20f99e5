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
  return subtree(leaves.map(leafHash), 0, leaves.length);
}

const leafHash = (leaf: Uint8Array): Uint8Array => sha256(concat(LEAF, leaf));

/**
 * The hashes that lead from one leaf to the root, the lowest first (RFC 9162 §2.1.3.1): whoever has the leaf, its place and the number
 * of leaves finds the root with them, and learns of the other leaves nothing but hashes.
 *
 * @param hashes of the leaves
 */
export function inclusionPath(hashes: readonly Uint8Array[], index: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  let [from, until] = [0, hashes.length];
  while (until - from > 1) {
    const middle = from + splitOf(until - from);
    const left = index < middle;
    path.unshift(left ? subtree(hashes, middle, until) : subtree(hashes, from, middle));
    [from, until] = left ? [from, middle] : [middle, until];
  }
  return path;
}

function subtree(hashes: readonly Uint8Array[], from: number, until: number): Uint8Array {
  if (until - from === 1) return hashes[from]!;
  const middle = from + splitOf(until - from);
  return sha256(concat(NODE, subtree(hashes, from, middle), subtree(hashes, middle, until)));
}

/** The largest power of two below a number of leaves. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
