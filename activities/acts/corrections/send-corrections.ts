import { z } from 'zod';
import type { LocalDate } from '../../../domain/calendar/local-date';
import type { CorrectionRequest, CorrectionSubject } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { prose } from '../field-types';
import { serve } from '../service/serve';

/** What is wrong with a field, by reason. */
export const CORRECTION_CODES = ['missing', 'incorrect', 'inconsistent', 'illegible', 'other'] as const;

/** Itemised corrections of a form with these fields. */
export const correctionItems = <F extends string>(fields: readonly F[]) =>
  z
    .array(z.object({ field: z.enum(fields), code: z.enum(CORRECTION_CODES), text: prose(2_000) }))
    .min(1)
    .max(100);

interface Sent {
  request: CorrectionRequest;
  /** By when the owner should sign for them; his term begins there. */
  signBy: LocalDate;
  termWorkingDays: number;
}

/** Records a round of corrections and opens its service. The mail is the caller's. */
export async function sendCorrections(
  ctx: ActContext<{ items: { field: string; code: string; text: string }[] }>,
  subject: CorrectionSubject,
  subjectId: string,
  owners: readonly string[],
): Promise<Sent> {
  const number = (await ctx.tx.correctionRequest.count({ where: { subject, subjectId } })) + 1;
  const items = ctx.body.items.map((item, index) => ({ number: index + 1, ...item }));
  const request = await ctx.tx.correctionRequest.create({
    data: { projectId: ctx.project.id, subject, subjectId, number, sentFactId: ctx.factId, items: { create: items } },
  });
  const { signBy } = await serve(ctx, { subjectKind: 'corrections', subjectId: request.id, to: owners });
  const [span] = ctx.rules.body.clocks.answer_corrections.due;
  return { request, signBy, termWorkingDays: span!.n };
}
