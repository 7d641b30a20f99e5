import type { ProcessContext } from '../../process/process-context';

/** The present name of the organisation that builds the project. */
export async function ownerName(ctx: ProcessContext): Promise<string> {
  const party = await ctx.tx.projectParty.findFirst({
    where: { projectId: ctx.project.id, role: 'owner', until: null },
    include: { organisation: { include: { names: { where: { until: null } } } } },
  });
  return party?.organisation.names[0]?.name ?? '';
}
