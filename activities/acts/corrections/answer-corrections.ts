import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { CorrectionRequest, CorrectionSubject } from '../../../prisma/generated/client';
import { stopClocks } from '../../clocks/run-clocks';
import type { ActContext } from '../../process/process-context';
import { prose } from '../field-types';
import { dropService } from '../service/drop-service';

/** Answers to some of the items; `value` is the field as it should be, where the answer changes it. */
export const correctionAnswers = z.object({
  answers: z
    .array(z.object({ itemId: z.uuid(), answer: prose(2_000), value: z.unknown().optional() }))
    .min(1)
    .max(100),
});

interface Answered {
  request: CorrectionRequest;
  /** The corrected fields, each read as its form says. */
  values: Record<string, unknown>;
  /** Items still unanswered. */
  left: number;
}

/**
 * Records answers to the corrections that are out. When none is left, the round is over and its clock stops.
 *
 * @throws Refusal NOT_FOUND for an item of another round, ALREADY_ANSWERED, BAD_INPUT for a value the form can't take
 */
export async function answerCorrections(
  ctx: ActContext<z.infer<typeof correctionAnswers>>,
  subject: CorrectionSubject,
  subjectId: string,
  form: z.ZodObject,
): Promise<Answered> {
  const request = await ctx.tx.correctionRequest.findFirstOrThrow({
    where: { subject, subjectId, answeredFactId: null },
    include: { items: true },
  });
  const values: Record<string, unknown> = {};
  for (const [index, { itemId, answer, value }] of ctx.body.answers.entries()) {
    const item = request.items.find(({ id }) => id === itemId);
    if (!item) throw new Refusal('NOT_FOUND', { field: `answers[${index}].itemId`, value: itemId });
    if (item.answer !== null)
      throw new Refusal('ALREADY_ANSWERED', { field: `answers[${index}].itemId`, value: itemId });
    if (value !== undefined) values[item.field] = readField(form, item.field, value, `answers[${index}].value`);
    await ctx.tx.correctionItem.update({ where: { id: itemId }, data: { answer, answeredFactId: ctx.factId } });
    item.answer = answer;
  }
  const left = request.items.filter(({ answer }) => answer === null).length;
  if (left === 0) {
    await ctx.tx.correctionRequest.update({ where: { id: request.id }, data: { answeredFactId: ctx.factId } });
    await stopClocks(ctx, 'answer_corrections', request.id, ctx.envelope.occurredOn);
    await dropService(ctx, 'corrections', request.id);
  }
  return { request, values, left };
}

function readField(form: z.ZodObject, name: string, value: unknown, field: string): unknown {
  const read = (form.shape[name] as z.ZodType | undefined)?.safeParse(value);
  if (read?.success) return read.data;
  throw new Refusal('BAD_INPUT', {
    field,
    value,
    allowed: read?.error.issues[0]?.message ?? 'no value for this field',
  });
}
