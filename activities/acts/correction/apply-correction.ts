import { Refusal } from '../../../domain/errors';
import type { Prisma } from '../../../prisma/generated/client';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { serve } from '../service/serve';
import { moveTouchedClocks } from './touched-clocks';

/** A correction as proposed: what was stated, what is right, why, and what it touches. */
export interface CorrectionContent {
  factId: string;
  field: string;
  oldValue: Prisma.InputJsonValue | null;
  newValue: Prisma.InputJsonValue | null;
  reason: string;
  evidenceSha256: string | null;
  papers: string[];
  clocks: string[];
}

/** Columns of the project that repeat what a fact stated, by the field a correction names. */
const PROJECT_COLUMNS = ['name', 'shortName', 'nationalCode', 'location', 'investmentWan'];

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
  if (PROJECT_COLUMNS.includes(field)) {
    await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { [field]: newValue } });
  }
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
  const paper = await ctx.tx.paper.findFirst({ where: { id: paperId, projectId: ctx.project.id, voidedAt: null } });
  if (!paper) throw new Refusal('NOT_FOUND', { field: 'papers', value: paperId });
  await ctx.tx.paper.update({ where: { id: paperId }, data: { voidedAt: ctx.now, voidReason: reason } });
  const replacement = await issuePaper(ctx, {
    kind: paper.kind,
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
