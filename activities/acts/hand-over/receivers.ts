import type { ProcessContext } from '../../process/process-context';

/** Who receives the project's archives, by organisation. */
export async function receiversOf(ctx: ProcessContext): Promise<{ organisationId: string; name: string }[]> {
  const parties = await ctx.tx.projectParty.findMany({
    where: { projectId: ctx.project.id, role: 'receiver', until: null },
    orderBy: { organisationId: 'asc' },
    include: { organisation: { include: { names: { where: { until: null } } } } },
  });
  return parties.map(({ organisationId, organisation }) => ({
    organisationId,
    name: organisation.names[0]?.name ?? '',
  }));
}

/** The receivers, present or former, that signed for what they received. */
export async function signedFor(ctx: ProcessContext): Promise<string[]> {
  const signed = await ctx.tx.handOver.findMany({ where: { projectId: ctx.project.id, state: 'signed' } });
  return signed.map(({ receiverId }) => receiverId);
}
