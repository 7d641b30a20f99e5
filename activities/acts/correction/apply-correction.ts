import { Refusal } from '../../../domain/errors';
import type { PaperKind } from '../../../domain/papers/paper-kind';
import type { Paper, Prisma } from '../../../prisma/generated/client';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import type { ActContext, ProcessContext } from '../../process/process-context';
import { serve } from '../service/serve';
import type { CorrectionContent } from './correction-content';
import { correctRecord } from './project-record';
import { moveTouchedClocks } from './touched-clocks';

/**
 * Writes the correction beside the fact, which stays as it was; voids each paper it stood on and issues its replacement,
 * which cites it. A clock that had passed is annotated and stays passed.
 */
export async function applyCorrection(
  ctx: ActContext,
  content: CorrectionContent,
  proposalId: string | null,
): Promise<string> {
  const { papers, clocks, factId, field, newValue, ...rest } = content;
  const correction = await ctx.tx.factCorrection.create({
    data: {
      projectId: ctx.project.id,
      correctedFactId: factId,
      field,
      oldValue: rest.oldValue ?? undefined,
      newValue: newValue ?? undefined,
      reason: rest.reason,
      evidenceSha256: rest.evidenceSha256,
      touchedPapers: papers,
      touchedClocks: clocks,
      proposalId,
      factId: ctx.factId,
    },
  });
  await correctRecord(ctx, field, newValue);
  await moveTouchedClocks(ctx, content);
  for (const paperId of papers) await replacePaper(ctx, paperId, correction.id, content);
  return correction.id;
}

async function replacePaper(
  ctx: ActContext,
  paperId: string,
  correctionId: string,
  { field, newValue, reason }: CorrectionContent,
): Promise<void> {
  const [paper] = await papersInForce(ctx, { id: paperId });
  if (!paper) throw new Refusal('NOT_FOUND', { field: 'papers', value: paperId });
  await ctx.tx.paper.update({ where: { id: paperId }, data: { voidedAt: ctx.now, voidReason: reason } });
  const replacement = await issuePaper(ctx, {
    kind: paper.kind as PaperKind,
    statement: (paper.statement as Prisma.InputJsonObject | null) ?? undefined,
    content: { ...(paper.content as Prisma.InputJsonObject), corrected: { field, newValue }, correctionId },
    replacesId: paper.id,
  });
  const owners = await ownersOf(ctx);
  const service = await serve(ctx, { subjectKind: 'correction', subjectId: replacement.id, to: owners });
  await tell(
    ctx,
    'paper-corrected',
    owners,
    { correction: replacement.id },
    {
      paper: word('paper', paper.kind as 'opinion'),
      formerNumber: paper.reference ?? '',
      newNumber: replacement.reference ?? '',
      reason,
      due: service.signBy,
      link: projectPath(ctx.project.code, 'papers'),
    },
  );
}

/** Papers of the project that have gone out and are not void. */
export function papersInForce(ctx: ProcessContext, which: Prisma.PaperWhereInput = {}): Promise<Paper[]> {
  return ctx.tx.paper.findMany({ where: { projectId: ctx.project.id, voidedAt: null, ...which } });
}
