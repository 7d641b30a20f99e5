import { type Organisation, type Party, type Recusals, recusals } from '../../domain/eligibility/recusal';
import type { ProcessContext } from '../process/process-context';

/** A project on a day, and what must stay out of it. */
export type CaseOnDay = Pick<ProcessContext, 'tx' | 'today'> & { project: { id: string } };

/** Everybody who is or was party to the project. */
export async function allParties(ctx: CaseOnDay): Promise<Party[]> {
  return ctx.tx.projectParty.findMany({
    where: { projectId: ctx.project.id },
    select: { organisationId: true, role: true },
  });
}

/** The register of organisations with all names they have or had. */
export async function organisationRegister(ctx: Pick<ProcessContext, 'tx'>): Promise<Organisation[]> {
  const rows = await ctx.tx.organisation.findMany({
    select: { id: true, parentGroupId: true, successorOfId: true, names: { select: { name: true } } },
  });
  return rows.map(({ names, ...organisation }) => ({ ...organisation, names: names.map(({ name }) => name) }));
}

/** Who must stay out of this project, as of today. */
export async function recusalsFor(ctx: CaseOnDay & Pick<ProcessContext, 'rules'>): Promise<Recusals> {
  const { recusal } = ctx.rules.body.panel.eligibility;
  return recusals(recusal, await allParties(ctx), await organisationRegister(ctx), ctx.today);
}
