import type { Role } from '../../../prisma/generated/client';
import { toDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';

/** Makes a person a contact of an organisation, entitled to act for it. What he is already he stays. */
export async function giveRole(
  ctx: ActContext,
  personId: string,
  organisationId: string,
  roles: readonly Role[],
): Promise<void> {
  const from = toDate(ctx.today);
  const who = { personId, organisationId };
  const contact = await ctx.tx.membership.findFirst({ where: { ...who, kind: 'contact', until: null } });
  if (!contact) await ctx.tx.membership.create({ data: { ...who, kind: 'contact', from } });
  for (const role of roles) {
    const granted = await ctx.tx.grant.findFirst({ where: { ...who, role, until: null } });
    if (!granted) await ctx.tx.grant.create({ data: { ...who, role, from, proposedById: ctx.actorId } });
  }
}
