import type { LinkTarget } from '../../../domain/import/link-score';
import type { Tx } from '../../database/database';

/** The projects of these jurisdictions that a line may be, by their code. */
export async function loadTargets(tx: Tx, ids: string[]): Promise<LinkTarget[]> {
  const projects = await tx.project.findMany({
    where: { jurisdictionId: { in: ids }, OR: [{ outcome: null }, { outcome: { not: 'removed' } }] },
    select: {
      id: true,
      code: true,
      name: true,
      nationalCode: true,
      jurisdictionId: true,
      parties: {
        where: { role: 'owner', until: null },
        select: { organisation: { select: { names: { where: { until: null }, select: { name: true } } } } },
      },
    },
    orderBy: { code: 'asc' },
  });
  return projects.map(({ parties, ...project }): LinkTarget => {
    return { ...project, owners: parties.flatMap(({ organisation }) => organisation.names.map(({ name }) => name)) };
  });
}
