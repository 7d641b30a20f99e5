import { z } from 'zod';
import { projectChain } from '../../../domain/audit/audit-event';
import { Refusal } from '../../../domain/errors';
import { submitSheet as checked } from '../../../domain/scoring/sheet';
import { appendAudit } from '../../audit/append-audit';
import type { ActContext } from '../../process/process-context';
import { actingSeat, presidingSeatOf } from '../../review/acting-seat';
import { settleInspection } from '../../review/open-deliberation';
import { sectionsOf } from '../../review/owed-sheets';
import { type Review, requireReview } from '../../review/review';
import { type ScoreBody, scoreBody, toScores } from '../../review/score-body';
import { sealingSeat } from '../../review/sealing-seat';
import { sheetsIn } from '../../review/sheets-in';
import { awaitedVolumes } from '../../review/volumes';
import { claimSheet, sealSheet } from '../../sealed/sheets';
import { defineAct } from '../define-act';

/** A member hands in his sheet. Nobody sees it before the last one is in; that one opens them all. */
export const submitSheet = defineAct({
  kind: 'sheet.submit',
  summary: 'Hand in the score sheet, sealed until all are in',
  body: z.object({ sections: z.array(z.string()) }),
  sealed: {
    body: z.object({ scores: scoreBody }),
    async seal(sealing, body) {
      const { place, rules, shares } = await sealingSeat(sealing);
      const sections = sectionsOf(rules, shares, place.seatId);
      const { scores } = body as { scores: ScoreBody };
      const sheet = checked(rules.rubric, rules.scoring, { seatId: place.seatId, sections, scores: toScores(scores) });
      await sealSheet(sealing.tx, place, { sections, scores: [...sheet.scores] }, sealing.scanSha256);
      return { sections };
    },
  },
  async apply(ctx) {
    const review = await requireReview(ctx);
    const { id: seatId, personId } = await owingSeat(ctx, review);
    const place = { key: ctx.key, roundId: review.round.id, seatId, personId: personId! };
    const sealHash = await claimSheet(ctx.tx, place);
    const { roundId } = place;
    await ctx.tx.sheetIn.create({ data: { roundId, seatId, personId: personId!, sealHash, factId: ctx.factId } });
    await appendAudit(ctx.tx, projectChain(ctx.project.code), {
      type: 'sheet.sealed',
      actorId: ctx.actorId,
      at: ctx.now,
      payload: { roundId, seatId, sealHash },
    });
    await settleInspection(ctx, review);
    return { result: { seatId } };
  },
});

/** @throws Refusal ACT_NOT_YOURS, SEAT_NOT_PRESENT, SHEET_SUBMITTED, VOLUMES_OUTSTANDING, STALE_VERSION */
async function owingSeat(ctx: ActContext<{ sections: string[] }>, review: Review) {
  const rules = ctx.rules.body;
  const seat = rules.scoring.mode === 'joint' ? presidingSeatOf(ctx, review) : actingSeat(ctx, review);
  const { round } = review;
  const submitted = await sheetsIn(ctx.tx, round.id);
  if (submitted.some(({ seatId }) => seatId === seat.id || rules.scoring.mode === 'joint')) {
    throw new Refusal('SHEET_SUBMITTED', { field: 'seatId', value: seat.id });
  }
  const awaited = await awaitedVolumes(ctx.tx, round.id, seat.id);
  if (awaited > 0) throw new Refusal('VOLUMES_OUTSTANDING', { field: 'seatId', value: seat.id, volumes: awaited });
  // The leader may have shared the sections out anew since the sheet was sealed.
  const sections = sectionsOf(rules, round.sectionShares, seat.id);
  if (sections.join() !== ctx.body.sections.join()) {
    throw new Refusal('STALE_VERSION', { field: 'sections', value: ctx.body.sections, allowed: sections });
  }
  return seat;
}
