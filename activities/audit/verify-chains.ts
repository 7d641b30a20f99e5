import { type KeyObject, verify } from 'node:crypto';
import { type AuditLink, GENESIS } from '../../domain/audit/audit-link';
import { type ChainHead, rootBytes, rootOfHeads } from '../../domain/audit/audit-root';
import { type AuditFault, type ChainPoint, checkChain } from '../../domain/audit/check-chain';
import type { Tx } from '../database/database';
import { hashOfSignature } from './sign-root';

/** Events read at a time. */
const PAGE = 5_000;

/**
 * Every fault of the audit log: a changed, removed, inserted or truncated event, a chain that a signed root had otherwise,
 * a root that is forged, changed or taken out. Only what happened since the last root, by somebody with all rights over
 * the database who recomputed every hash, is beyond it.
 *
 * @param keys public Ed25519 keys by their id; an unknown key is a fault of its root. Null: signatures are not looked at,
 *   which shows mistakes but nobody's malice
 */
export async function verifyChains(tx: Tx, keys: ReadonlyMap<string, KeyObject> | null): Promise<AuditFault[]> {
  const { faults, rooted } = await verifyRoots(tx, keys);
  const heads = new Map((await tx.auditHead.findMany()).map((head) => [head.chain, head]));
  const unseen = new Set([...heads.keys(), ...rooted.keys()]);
  for await (const links of eachChain(tx)) {
    const { chain } = links[0]!;
    unseen.delete(chain);
    faults.push(...checkChain(chain, links, heads.get(chain) ?? null, rooted.get(chain) ?? []));
  }
  for (const chain of unseen) {
    // A head without events: locked by a transaction that appended nothing, or emptied.
    const head = heads.get(chain) ?? { sequence: 0, hash: GENESIS };
    faults.push(...checkChain(chain, [], head, rooted.get(chain) ?? []));
  }
  return faults;
}

/** Checks the roots one after the other, and gathers what they say of each chain. */
async function verifyRoots(tx: Tx, keys: ReadonlyMap<string, KeyObject> | null) {
  const faults: AuditFault[] = [];
  const rooted = new Map<string, ChainPoint[]>();
  const heads = new Map<string, ChainHead>();
  let previous = GENESIS;
  let expected = 1;
  for (const stored of await tx.auditRoot.findMany({ orderBy: { sequence: 'asc' } })) {
    for (const head of stored.heads as unknown as ChainHead[]) {
      heads.set(head.chain, head);
      rooted.set(head.chain, [...(rooted.get(head.chain) ?? []), head]);
    }
    const statement = { ...stored, at: stored.at.toISOString() };
    const key = keys?.get(stored.keyId);
    const signed =
      keys === null ||
      (key !== undefined && verify(null, rootBytes(statement), key, Buffer.from(stored.signature, 'base64')));
    const whole =
      stored.sequence === expected && stored.previous === previous && stored.root === rootOfHeads(heads.values());
    if (!signed || !whole) faults.push({ kind: 'root', chain: 'roots', sequence: stored.sequence });
    previous = hashOfSignature(stored.signature);
    expected = stored.sequence + 1;
  }
  return { faults, rooted };
}

/** The events of each chain in turn, read in pages. */
async function* eachChain(tx: Tx): AsyncGenerator<AuditLink[]> {
  let chain: AuditLink[] = [];
  let after: { chain: string; sequence: number } | undefined;
  for (;;) {
    const page = await tx.auditEvent.findMany({
      take: PAGE,
      orderBy: [{ chain: 'asc' }, { sequence: 'asc' }],
      ...(after ? { skip: 1, cursor: { chain_sequence: after } } : {}),
    });
    for (const event of page) {
      const link = { ...event, at: event.at.toISOString() };
      if (chain[0] && chain[0].chain !== link.chain) {
        yield chain;
        chain = [];
      }
      chain.push(link);
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { chain: last.chain, sequence: last.sequence };
  }
  if (chain.length > 0) yield chain;
}
