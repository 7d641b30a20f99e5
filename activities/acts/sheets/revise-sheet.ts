import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { reviseSheet as revised } from '../../../domain/scoring/sheet';
import type { Prisma } from '../../../prisma/generated/client';
import { actingSeat } from '../../review/acting-seat';
import { requireReview } from '../../review/review';
import { scoreBody, toScores } from '../../review/score-body';
import { openedSheets, sheetsIn } from '../../review/sheets-in';
import { defineAct } from '../define-act';
import { prose } from '../field-types';

/** After the sheets were opened a member may revise his once, for a reason; both stay on record. */
export const reviseSheet = defineAct({
  kind: 'sheet.revise',
  summary: 'Revise an opened sheet, once and with a reason',
  body: z.object({ scores: scoreBody, reason: prose(2_000) }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    const seat = actingSeat(ctx, review);
    const roundId = review.round.id;
    const sheet = openedSheets(await sheetsIn(ctx.tx, roundId)).find(({ seatId }) => seatId === seat.id);
    if (!sheet) throw new Refusal('NOT_FOUND', { field: 'seatId', value: seat.id });
    const { rubric, scoring } = ctx.rules.body;
    const { reason } = ctx.body;
    const { revision, sections } = revised(rubric, scoring, sheet, toScores(ctx.body.scores), reason);
    const value = { sections, scores: revision!.scores } as unknown as Prisma.InputJsonObject;
    await ctx.tx.sheetIn.create({
      data: {
        roundId,
        seatId: seat.id,
        personId: seat.personId!,
        version: 2,
        value,
        revisionReason: reason,
        factId: ctx.factId,
      },
    });
    return { result: { seatId: seat.id } };
  },
});
