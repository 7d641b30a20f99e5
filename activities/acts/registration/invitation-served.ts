import type { LocalDate } from '../../../domain/calendar/local-date';
import { actualDay } from '../../../domain/calendar/partial-date';
import type { Stage } from '../../../domain/lifecycle/stage';
import type { Service } from '../../../prisma/generated/client';
import { openClocks } from '../../clocks/clock-rows';
import { runClock } from '../../clocks/run-clocks';
import { toLocalDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { projectDate } from '../../projects/project-dates';
import { latestRegistration } from './registrations';

/** The owner's term to register begins; a later copy of the invitation starts nothing anew. */
export async function invitationServed(
  ctx: ActContext,
  service: Service & { servedOn: Date },
): Promise<Stage | undefined> {
  const registration = await latestRegistration(ctx);
  const under = registration !== null && registration.state !== 'returned';
  if (under || (await openClocks(ctx, 'register')).length > 0) return undefined;
  await startRegisterClock(ctx, service.id, toLocalDate(service.servedOn));
  return 'registering';
}

/** @param invitation what was served, by its id */
export async function startRegisterClock(ctx: ActContext, invitation: string, servedOn: LocalDate): Promise<void> {
  const constructionStart = await projectDate(ctx.tx, ctx.project.id, 'construction_start');
  await runClock(ctx, {
    kind: 'register',
    subject: invitation,
    start: servedOn,
    bases: { invitationServed: actualDay(servedOn), ...(constructionStart ? { constructionStart } : {}) },
  });
}
