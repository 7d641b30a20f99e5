import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { assertAbsence } from '../../../domain/panel/attendance';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { requireReview } from '../../review/review';
import { settleBallot } from '../../review/settle-ballot';
import { ballotsOf } from '../../review/votes';
import { defineAct } from '../define-act';

/** Who presides confirms that a member casts no vote. It may be what completes the ballot. */
export const confirmAbsence = defineAct({
  kind: 'ballot_absence.confirm',
  summary: 'Confirm that a member casts no vote',
  body: z.object({ absenceId: z.uuid() }),
  async apply(ctx) {
    const review = await requireReview(ctx);
    const { round, sitting, panel, present } = review;
    const absence = await ctx.tx.ballotAbsence.findFirst({
      where: { id: ctx.body.absenceId, roundId: round.id, sitting },
    });
    if (!absence) throw new Refusal('NOT_FOUND', { field: 'absenceId', value: ctx.body.absenceId });
    const { seatId, reason, recordedById } = absence;
    const { cast, absent } = await ballotsOf(ctx, review);
    if ([...cast, ...absent].some((done) => done.seatId === seatId)) {
      throw new Refusal('SEAT_COUNTED_TWICE', { field: 'seatId', value: seatId });
    }
    assertAbsence(panel, present, { seatId, reason, recorderId: recordedById, confirmedById: ctx.actorId });
    await ctx.tx.ballotAbsence.update({ where: { id: absence.id }, data: { confirmedById: ctx.actorId } });
    const personId = panel.find(({ id }) => id === seatId)?.personId;
    if (personId) {
      const about = { recordedAt: ctx.now.toISOString(), reason, link: projectPath(ctx.project.code, 'review') };
      await tell(ctx, 'absence-recorded', [personId], { review: ctx.factId }, about);
    }
    await settleBallot(ctx, review);
    return { result: { absenceId: absence.id } };
  },
});
