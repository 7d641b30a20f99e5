import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { sheetDuties } from '../../../domain/scoring/sheet-duty';
import { presidingSeatOf } from '../../review/acting-seat';
import { settleInspection } from '../../review/open-deliberation';
import { sharesOf } from '../../review/owed-sheets';
import { requireReview } from '../../review/review';
import { sheetsIn } from '../../review/sheets-in';
import { defineAct } from '../define-act';

/** Where members score sections and not whole sheets, the leader says who scores which. Who has handed in keeps his. */
export const shareSections = defineAct({
  kind: 'sections.share',
  summary: 'Share the sections of the score sheet out among the members',
  body: z.object({
    shares: z
      .array(z.object({ seatId: z.uuid(), sections: z.array(z.string().min(1)).min(1).max(50) }))
      .min(1)
      .max(50),
  }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    const presiding = presidingSeatOf(ctx, review);
    const { rubric, scoring } = ctx.rules.body;
    if (scoring.mode !== 'sections') {
      throw new Refusal('BAD_INPUT', { field: 'shares', allowed: `none: everybody scores by rule ${scoring.mode}` });
    }
    const codes = rubric.sections.map(({ code }) => code);
    const unknown = ctx.body.shares.flatMap(({ sections }) => sections).find((code) => !codes.includes(code));
    if (unknown) throw new Refusal('BAD_INPUT', { field: 'shares', value: unknown, allowed: codes });
    const submitted = (await sheetsIn(ctx.tx, review.round.id)).map(({ seatId }) => seatId);
    const kept = sharesOf(review.round.sectionShares).filter(({ seatId }) => submitted.includes(seatId));
    const asked = ctx.body.shares.filter(({ seatId }) => !submitted.includes(seatId));
    const inRoom = [...new Set([...review.present, ...submitted])];
    const shares = sheetDuties('sections', rubric, inRoom, presiding.id, [...kept, ...asked]);
    const sectionShares = shares.map(({ seatId, sections }) => ({ seatId, sections: [...sections] }));
    await ctx.tx.round.update({ where: { id: review.round.id }, data: { sectionShares } });
    await settleInspection(ctx, await requireReview(ctx));
    return { result: { shares: sectionShares.length } };
  },
});
