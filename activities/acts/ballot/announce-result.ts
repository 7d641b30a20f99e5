import { z } from 'zod';
import { actualDay } from '../../../domain/calendar/partial-date';
import type { Prisma } from '../../../prisma/generated/client';
import { runClock, stopClocks } from '../../clocks/run-clocks';
import { toDate } from '../../database/dates';
import { presidingSeatOf } from '../../review/acting-seat';
import { reportSample } from '../../review/report-sample';
import { requireReview } from '../../review/review';
import { defineAct } from '../define-act';

/** The leader announces the result in the meeting: its legal date, from which signing runs. */
export const announceResult = defineAct({
  kind: 'result.announce',
  summary: 'Announce the result in the meeting',
  body: z.object({}),
  async apply(ctx) {
    const review = await requireReview(ctx);
    presidingSeatOf(ctx, review);
    const { id: roundId, kind } = review.round;
    const on = ctx.envelope.occurredOn;
    const { passed } = await ctx.tx.result.update({
      where: { roundId },
      data: { announcedOn: toDate(on), announcedFactId: ctx.factId },
    });
    const sampleReport = (await reportSample(ctx, roundId)) as unknown as Prisma.InputJsonObject | null;
    await ctx.tx.round.update({
      where: { id: roundId },
      data: { step: 'announced', sampleReport: sampleReport ?? undefined },
    });
    if (passed) await stopClocks(ctx, 'accept_by', undefined, on);
    await stopClocks(ctx, 'reinspection', roundId, on);
    const bases = { resultAnnounced: actualDay(on) };
    await runClock(ctx, { kind: 'sign_opinion', subject: roundId, start: on, bases });
    return { to: kind === 'acceptance' ? 'concluding' : undefined, result: { roundId, passed } };
  },
});
