import { type AuditLink, auditHash, GENESIS } from './audit-link';

/** Something about the record that its hashes and signed roots contradict. */
export interface AuditFault {
  /**
   * `changed`: the link's contents; `removed`: one or more links before this one; `inserted`: a link that the one before it
   * or the chain's head doesn't lead to; `truncated`: links at the end; `rewritten`: a link that a signed root had otherwise;
   * `root`: a signed root itself, of the chain `roots`.
   */
  kind: 'changed' | 'removed' | 'inserted' | 'truncated' | 'rewritten' | 'root';
  chain: string;
  sequence: number;
}

/** A place in a chain and the hash it had there. */
export interface ChainPoint {
  sequence: number;
  hash: string;
}

/**
 * Every fault of one chain. Whoever changes the rows but can't forge a signature can't avoid all of these.
 *
 * @param links by ascending sequence
 * @param head as it is stored beside the chain; null when there is none
 * @param rooted what signed roots say the chain was
 */
export function checkChain(
  chain: string,
  links: readonly AuditLink[],
  head: ChainPoint | null,
  rooted: readonly ChainPoint[],
): AuditFault[] {
  const faults: AuditFault[] = [];
  const fault = (kind: AuditFault['kind'], sequence: number) => faults.push({ kind, chain, sequence });
  let before: ChainPoint = { sequence: 0, hash: GENESIS };
  for (const link of links) {
    if (link.sequence > before.sequence + 1) fault('removed', link.sequence);
    else if (link.previous !== before.hash) fault('inserted', link.sequence);
    if (auditHash(link) !== link.hash) fault('changed', link.sequence);
    before = link;
  }
  if (head === null || head.sequence < before.sequence) fault('inserted', (head?.sequence ?? 0) + 1);
  else if (head.sequence > before.sequence) fault('truncated', before.sequence + 1);
  else if (head.hash !== before.hash) fault('changed', before.sequence);

  const hashes = new Map(links.map(({ sequence, hash }) => [sequence, hash]));
  for (const { sequence, hash } of rooted) {
    const now = hashes.get(sequence);
    if (now !== undefined && now !== hash) fault('rewritten', sequence);
    if (now === undefined && sequence > before.sequence) fault('truncated', sequence);
  }
  return faults;
}
