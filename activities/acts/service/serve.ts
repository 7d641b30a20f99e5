import type { LocalDate } from '../../../domain/calendar/local-date';
import { actualDay } from '../../../domain/calendar/partial-date';
import type { Service } from '../../../prisma/generated/client';
import { runClock } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';
import { ensureTask } from '../../tasks/ensure-task';
import type { ServedKind } from './served';

export interface ServiceOrder {
  subjectKind: ServedKind;
  subjectId: string;
  /** Who may sign for it, as mailed. */
  to: readonly string[];
}

/**
 * Opens the service 送达 of something just sent: who gets it signs for it after login, or the officer records how it was
 * handed over (`service.record`); what follows then is in `served.ts`. Unsigned, the officer telephones after some days.
 * Where there is nobody to mail, or the owner lives on paper, serving the printed notice is a task at once.
 *
 * @returns the service and the day by which it should be signed for
 */
export async function serve(
  ctx: ProcessContext,
  order: ServiceOrder,
): Promise<{ service: Service; signBy: LocalDate }> {
  const { subjectKind, subjectId, to } = order;
  const service = await ctx.tx.service.create({
    data: {
      projectId: ctx.project.id,
      subjectKind,
      subjectId,
      personId: to.length === 1 ? to[0] : null,
      sentAt: ctx.now,
    },
  });
  const bases = { noticeSent: actualDay(ctx.today) };
  const { due } = await runClock(ctx, { kind: 'service', subject: service.id, start: ctx.today, bases });
  const signBy = due ?? ctx.today;
  if (ctx.project.paperOnly || to.length === 0) {
    await ensureTask(ctx, { kind: 'serve-paper', subject: service.id, dueOn: signBy });
  }
  return { service, signBy };
}
