import { Refusal } from '../../../domain/errors';
import type { Registration, RegistrationState } from '../../../prisma/generated/client';
import type { ProcessContext } from '../../process/process-context';

/** The newest form of the project, whatever became of it. */
export function latestRegistration(ctx: ProcessContext): Promise<Registration | null> {
  return ctx.tx.registration.findFirst({ where: { projectId: ctx.project.id }, orderBy: { version: 'desc' } });
}

/** The newest form, which must be in this state. @throws Refusal REGISTRATION_STATE */
export async function requireRegistration(ctx: ProcessContext, state: RegistrationState): Promise<Registration> {
  const registration = await latestRegistration(ctx);
  if (registration?.state !== state) {
    throw new Refusal('REGISTRATION_STATE', { field: 'state', value: registration?.state ?? null, allowed: [state] });
  }
  return registration;
}
