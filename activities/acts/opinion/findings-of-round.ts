import type { Disposition, Finding } from '../../../domain/findings/finding';
import type { Severity } from '../../../domain/findings/findings-rule';
import type { ProcessContext } from '../../process/process-context';

/** The findings of a round as the rules see them; those of a recused member are void and left out. */
export async function findingsOfRound(ctx: ProcessContext, roundId: string): Promise<Finding[]> {
  const rows = await ctx.tx.finding.findMany({
    where: { roundId, void: false },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    include: { sampleItem: { select: { volumeCode: true } } },
  });
  return rows.map((row) => ({
    id: row.id,
    seatId: row.seatId,
    volume: row.sampleItem?.volumeCode ?? null,
    code: row.code,
    article: row.article ?? '',
    evidence: row.evidence,
    severity: row.severity as Severity,
    disposition: dispositionOf(row),
  }));
}

function dispositionOf(row: {
  mark: string | null;
  mergedIntoId: string | null;
  dropReason: string | null;
}): Disposition {
  switch (row.mark) {
    case null:
      return { kind: 'open' };
    case 'merged':
      return { kind: 'merged', into: row.mergedIntoId ?? '' };
    case 'dropped':
      return { kind: 'dropped', reason: row.dropReason ?? '' };
    case 'must_fix':
    case 'fix':
    case 'advice':
      return { kind: 'marked', mark: row.mark };
    default:
      throw new Error(`Unknown mark ${row.mark}`);
  }
}
