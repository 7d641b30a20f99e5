import { z } from 'zod';
import { actualDay } from '../../../domain/calendar/partial-date';
import { Refusal } from '../../../domain/errors';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { requireRound, seatHeldBy } from '../../process/require-round';
import { defineAct } from '../define-act';
import { currentOpinion } from './current-opinion';

/** A member signs, or has a dissent printed with the opinion. The last signature starts the bureau's term to issue. */
export const signOpinion = defineAct({
  kind: 'opinion.sign',
  summary: 'Sign the opinion, or dissent from it in writing',
  body: z.object({ opinionId: z.uuid(), dissent: z.string().min(1).max(5_000).optional() }),
  async apply(ctx) {
    const round = await requireRound(ctx);
    const opinion = await currentOpinion(ctx, ['signing']);
    if (opinion.id !== ctx.body.opinionId) {
      throw new Refusal('STALE_VERSION', { field: 'opinionId', value: ctx.body.opinionId, allowed: opinion.id });
    }
    const { onBehalfOfId, scanSha256 } = ctx.envelope;
    const personId = onBehalfOfId ?? ctx.actorId;
    const seat = seatHeldBy(round, personId);
    if (onBehalfOfId && !scanSha256) {
      throw new Refusal('SCAN_REQUIRED', { field: 'scanSha256', allowed: 'a scan of the signed paper' });
    }
    const { count } = await ctx.tx.opinionSignature.createMany({
      data: {
        opinionId: opinion.id,
        seatId: seat.id,
        personId,
        dissent: ctx.body.dissent ?? null,
        factId: ctx.factId,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw new Refusal('ALREADY_SIGNED', { field: 'opinionId', value: opinion.id });
    const signed = await ctx.tx.opinionSignature.count({ where: { opinionId: opinion.id } });
    const complete = signed === round.seats.filter(({ holders }) => holders.length > 0).length;
    if (complete) {
      await ctx.tx.opinion.update({ where: { id: opinion.id }, data: { state: 'form_check' } });
      await stopClocks(ctx, 'sign_opinion', round.id, ctx.envelope.occurredOn);
      const start = ctx.envelope.occurredOn;
      await runClock(ctx, { kind: 'issue_opinion', subject: round.id, start, bases: { allSigned: actualDay(start) } });
    }
    return { result: { opinionId: opinion.id, complete } };
  },
});
