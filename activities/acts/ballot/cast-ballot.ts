import { z } from 'zod';
import { projectChain } from '../../../domain/audit/audit-event';
import type { Vote } from '../../../domain/ballot/ballot';
import { VOTES } from '../../../domain/ballot/ballot';
import { Refusal } from '../../../domain/errors';
import { appendAudit } from '../../audit/append-audit';
import { actingSeat } from '../../review/acting-seat';
import { requireReview } from '../../review/review';
import { sealingSeat } from '../../review/sealing-seat';
import { settleBallot } from '../../review/settle-ballot';
import { ballotsOf } from '../../review/votes';
import { claimBallot, sealBallot } from '../../sealed/ballots';
import { defineAct } from '../define-act';

/** A member votes. Nobody sees how before every seat has voted or was recorded absent; the last one makes the result. */
export const castBallot = defineAct({
  kind: 'ballot.cast',
  summary: 'Vote, sealed until the ballot is complete',
  body: z.object({}),
  sealed: {
    body: z.object({ vote: z.enum(VOTES) }),
    async seal(sealing, body) {
      const { place } = await sealingSeat(sealing);
      await sealBallot(sealing.tx, place, (body as { vote: Vote }).vote, sealing.scanSha256);
      return {};
    },
  },
  async apply(ctx) {
    const review = await requireReview(ctx);
    const { id: seatId, personId } = actingSeat(ctx, review);
    const roundId = review.round.id;
    const { cast, absent } = await ballotsOf(ctx, review);
    if ([...cast, ...absent].some((done) => done.seatId === seatId)) {
      throw new Refusal('SEAT_COUNTED_TWICE', { field: 'seatId', value: seatId });
    }
    const sealHash = await claimBallot(ctx.tx, { key: ctx.key, roundId, seatId, personId: personId! });
    await ctx.tx.ballotIn.create({ data: { roundId, seatId, personId: personId!, sealHash, factId: ctx.factId } });
    await appendAudit(ctx.tx, projectChain(ctx.project.code), {
      type: 'ballot.sealed',
      actorId: ctx.actorId,
      at: ctx.now,
      payload: { roundId, seatId, sealHash },
    });
    await settleBallot(ctx, review);
    return { result: { seatId } };
  },
});
