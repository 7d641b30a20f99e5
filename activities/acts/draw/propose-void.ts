import { z } from 'zod';
import { parseDice } from '../../../domain/draw/parse-dice';
import { parseLotteryResult } from '../../../domain/draw/parse-lottery-result';
import type { PublicRandomness, RandomnessSource } from '../../../domain/draw/randomness';
import { Refusal } from '../../../domain/errors';
import type { Ceremony, Draw, DrawPurpose } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { propose } from '../proposals/two-people';
import { requireFiles } from '../require-files';

const digits = z.string().max(400);

export const voidBody = z.object({
  drawId: z.uuid(),
  reason: prose(2_000),
  /** What was really thrown or published, twice. */
  first: digits,
  second: digits,
  /** What shows it: the photo of the sheet, or the published result. */
  evidenceSha256: z.hash('sha256'),
});

/**
 * A typing error was found after the reveal. What was really thrown is said and shown, so that a draw that nobody likes is
 * not void for that.
 */
export const proposeVoid = defineAct({
  kind: 'draw.propose_void',
  summary: 'Propose that a draw is void, because other digits were entered than were thrown',
  body: voidBody,
  apply: (ctx) => proposeVoiding(ctx, 'panel'),
});

/** @throws Refusal NOT_FOUND, NOTHING_CHANGED, FILE_UNKNOWN, PROPOSAL_OPEN */
export async function proposeVoiding(ctx: ActContext<z.infer<typeof voidBody>>, purpose: DrawPurpose) {
  const round = await requireRound(ctx);
  const draw = await revealedDraw(ctx, { roundId: round.id, purpose }, ctx.body.drawId);
  const thrown = parse(draw.ceremony, ctx.body);
  if (thrown.value === draw.ceremony.digits) {
    throw new Refusal('NOTHING_CHANGED', {
      field: 'first',
      value: thrown.value,
      allowed: 'other digits than entered',
    });
  }
  await requireFiles(ctx, 'evidenceSha256', [ctx.body.evidenceSha256]);
  const { id: proposalId } = await propose(ctx, {
    kind: 'draw_void',
    subjectId: draw.id,
    reason: ctx.body.reason,
    content: { drawId: draw.id, digits: thrown.value, evidenceSha256: ctx.body.evidenceSha256 },
  });
  return { result: { proposalId, number: draw.number } };
}

/** @throws Refusal NOT_FOUND for a draw of another round or purpose, or one that has not been revealed */
export async function revealedDraw(
  ctx: ActContext,
  of: Pick<Draw, 'roundId' | 'purpose'>,
  id: string,
): Promise<Draw & { ceremony: Ceremony }> {
  const where = { ...of, id, state: 'revealed' as const };
  const draw = await ctx.tx.draw.findFirst({ where, include: { ceremony: true } });
  if (!draw?.ceremony) throw new Refusal('NOT_FOUND', { field: 'drawId', value: id, allowed: 'a revealed draw' });
  return { ...draw, ceremony: draw.ceremony };
}

function parse({ source: stored }: Ceremony, { first, second }: { first: string; second: string }): PublicRandomness {
  const source = stored as unknown as RandomnessSource;
  return source.kind === 'dice' ? parseDice(first, second, source.count) : parseLotteryResult(first, second, source);
}
