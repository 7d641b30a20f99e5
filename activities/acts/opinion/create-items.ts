import { itemsFromFindings } from '../../../domain/rectification/rectification-item';
import type { Opinion, Prisma } from '../../../prisma/generated/client';
import type { ProcessContext } from '../../process/process-context';
import { findingsOfRound } from './findings-of-round';

/** An item as its notice names it. */
export interface CreatedItem {
  title: string;
  /** The panel's own term, or the rule's for this result. */
  termWorkingDays: number;
}

/**
 * Turns the findings that the panel marked into items to rectify, numbered in the order they were found. A failed project
 * always has something to put right: where no finding says it, what the opinion says of problems.
 */
export async function createItems(
  ctx: ProcessContext,
  { roundId, passed, text }: Pick<Opinion, 'roundId' | 'passed' | 'text'>,
): Promise<CreatedItem[]> {
  const findings = await findingsOfRound(ctx, roundId);
  const rows = await ctx.tx.finding.findMany({ where: { roundId }, select: { id: true, days: true, photos: true } });
  const { findings: rule, clocks } = ctx.rules.body;
  const outcome = passed ? 'passed' : 'failed';
  const ruleTerm = clocks.rectification_item.due.find((span) => span.when === null || span.when === outcome)?.n ?? 0;
  const items: Prisma.RectificationItemCreateManyInput[] = itemsFromFindings(rule, findings).map(
    ({ findingIds, mustFix }, index) => {
      const found = findings.filter(({ id }) => findingIds.includes(id));
      const first = found[0]!;
      const title = rule.kinds.find(({ code }) => code === first.code)?.title ?? first.code;
      return {
        projectId: ctx.project.id,
        roundId,
        number: index + 1,
        text: `${title}：${found.map(({ evidence }) => evidence).join('；')}`,
        volumeCode: first.volume,
        article: first.article || null,
        mark: mustFix ? 'must_fix' : 'fix',
        days: rows.find(({ id }) => id === first.id)?.days ?? null,
        photos: rows.filter(({ id }) => findingIds.includes(id)).flatMap(({ photos }) => photos),
      };
    },
  );
  if (!passed && items.length === 0) items.push(asOneItem(ctx, roundId, (text as { problems: string }).problems));
  await ctx.tx.rectificationItem.createMany({ data: items });
  return items.map(({ text, days }) => ({ title: text, termWorkingDays: days ?? ruleTerm }));
}

function asOneItem({ project }: ProcessContext, roundId: string, text: string) {
  return { projectId: project.id, roundId, number: 1, text, mark: 'must_fix' } as const;
}
