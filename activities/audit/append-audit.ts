import type { AuditEntry } from '../../domain/audit/audit-event';
import { type AuditLink, auditHash } from '../../domain/audit/audit-link';
import type { ChainHead } from '../../domain/audit/audit-root';
import type { Tx } from '../database/database';

/** An event for one chain; the lists of chains and types are in domain/audit. */
export type AuditInput = AuditEntry<Date>;

/**
 * Appends one event to a chain. The last write of its transaction: it locks the chain's head until the commit. For several
 * events of one transaction use `appendAudits`, which locks all heads in one order.
 */
export function appendAudit(tx: Tx, chain: string, event: AuditInput): Promise<void> {
  return appendAudits(tx, [{ chain, event }]);
}

/** Appends events, each to its chain and in the order given within a chain. The last write of its transaction. */
export async function appendAudits(tx: Tx, inputs: readonly { chain: string; event: AuditInput }[]): Promise<void> {
  const chains = [...new Set(inputs.map(({ chain }) => chain))];
  const locked = await tx.$queryRaw<ChainHead[]>`SELECT chain, sequence, hash FROM audit.lock_heads(${chains})`;
  const heads = new Map(locked.map((head) => [head.chain, head]));
  const links = inputs.map(({ chain, event }) => {
    const head = heads.get(chain)!;
    const link = nextLink(head, event);
    heads.set(chain, link);
    return link;
  });
  await tx.$executeRaw`SELECT audit.append(${JSON.stringify(links)}::jsonb)`;
}

function nextLink(head: ChainHead, { type, payload, actorId, at }: AuditInput): AuditLink {
  const unhashed = {
    chain: head.chain,
    sequence: head.sequence + 1,
    type,
    payload,
    actorId,
    at: at.toISOString(),
    previous: head.hash,
  };
  return { ...unhashed, hash: auditHash(unhashed) };
}
