import { Refusal } from '../../../domain/errors';
import type { Application, ApplicationState } from '../../../prisma/generated/client';
import type { ProcessContext } from '../../process/process-context';
import type { ApplicationForm } from './application-form';

/** The project's newest application, which must be in one of these states. @throws Refusal APPLICATION_STATE */
export async function requireApplication(
  ctx: ProcessContext,
  allowed: readonly ApplicationState[],
): Promise<Application> {
  const application = await ctx.tx.application.findFirst({
    where: { projectId: ctx.project.id },
    orderBy: { number: 'desc' },
  });
  if (!application || !allowed.includes(application.state)) {
    throw new Refusal('APPLICATION_STATE', { field: 'state', value: application?.state ?? null, allowed });
  }
  return application;
}

/** How people refer to an application: 申请编号. */
export function applicationReference(ctx: ProcessContext, { number }: Pick<Application, 'number'>): string {
  return `SQ-${ctx.project.code}-${number}`;
}

/** The columns of an application that its form fills. */
export function formColumns({ report, conditions, selfScore, catalogue, ...form }: ApplicationForm) {
  return { form, report, conditions, selfScore, catalogueId: catalogue.id, catalogueSha256: catalogue.sha256 };
}

/** The form as its columns keep it. */
export function formOf(application: Application): ApplicationForm {
  const { form, report, conditions, selfScore, catalogueId: id, catalogueSha256: sha256 } = application;
  return {
    ...(form as object),
    report,
    conditions,
    selfScore,
    catalogue: { id, sha256 },
  } as unknown as ApplicationForm;
}
