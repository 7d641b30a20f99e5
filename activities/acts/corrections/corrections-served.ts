import { actualDay } from '../../../domain/calendar/partial-date';
import type { Service } from '../../../prisma/generated/client';
import { runClock } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';

/** The owner's term to answer begins, unless everything is answered already or the form is no more under review. */
export async function correctionsServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  const request = await ctx.tx.correctionRequest.findUniqueOrThrow({ where: { id: service.subjectId } });
  const where = { id: request.subjectId, state: 'corrections_out' } as const;
  const waits =
    request.subject === 'registration'
      ? await ctx.tx.registration.findFirst({ where, select: { id: true } })
      : await ctx.tx.application.findFirst({ where, select: { id: true } });
  if (!waits || request.answeredFactId) return;
  const start = toLocalDate(service.servedOn);
  const bases = { correctionsServed: actualDay(start) };
  await runClock(ctx, { kind: 'answer_corrections', subject: request.id, start, bases });
}
