import type { ProcessContext } from '../../process/process-context';

/** Who receives the project's archives, by organisation; at least one, else somebody has to be named first. */
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

/** Whether every receiver signed. */
export async function allSigned(ctx: ProcessContext): Promise<boolean> {
  const receivers = await receiversOf(ctx);
  const signed = await ctx.tx.handOver.findMany({ where: { projectId: ctx.project.id, state: 'signed' } });
  return (
    receivers.length > 0 &&
    receivers.every(({ organisationId }) => signed.some((each) => each.receiverId === organisationId))
  );
}
