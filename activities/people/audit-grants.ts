import { INSTALLATION_CHAIN, jurisdictionChain } from '../../domain/audit/audit-event';
import type { Grant } from '../../prisma/generated/client';
import { appendAudits } from '../audit/append-audit';
import type { Tx } from '../database/database';
import type { By } from './by';

/** Says of grants what became of them, each in its bureau's chain. */
export async function auditGrants(
  tx: Tx,
  { personId, now }: By,
  type: 'grant.proposed' | 'grant.confirmed' | 'grant.ended',
  grants: readonly Grant[],
): Promise<void> {
  const ids = grants.flatMap(({ jurisdictionId }) => jurisdictionId ?? []);
  const codes = new Map(
    (await tx.jurisdiction.findMany({ where: { id: { in: ids } } })).map((each) => [each.id, each.code]),
  );
  await appendAudits(
    tx,
    grants.map(({ id: grantId, role, jurisdictionId }) => ({
      chain: jurisdictionId ? jurisdictionChain(codes.get(jurisdictionId)!) : INSTALLATION_CHAIN,
      event: { type, actorId: personId, at: now, payload: { grantId, role } },
    })),
  );
}
