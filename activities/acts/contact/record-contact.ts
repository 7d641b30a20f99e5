import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { OrganisationKind, Role } from '../../../prisma/generated/client';
import type { ActContext } from '../../process/process-context';
import { ensureOrganisation, findOrganisation, learnOrganisation } from '../../projects/organisations';
import { joinParty, partiesOf } from '../../projects/parties';
import { settleTasks } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { line, type OrganisationRef, organisationRef } from '../field-types';
import { settleReceivers } from '../hand-over/settle-receivers';
import { ensurePerson } from './ensure-person';
import { giveAccount } from './give-account';
import { giveRole } from './give-role';

/** What a contact may do for the project, by his organisation's part in it. */
const ROLES = {
  owner: ['owner'],
  agent: ['owner'],
  department: ['department'],
  archives: ['department', 'receiver'],
  receiver: ['receiver'],
} as const satisfies Partial<Record<OrganisationKind, Role[]>>;

/**
 * The officer found an organisation's contact: the person is entered once, linked to the organisation, given the role and,
 * where he has an address, an account with a first link.
 */
export const recordContact = defineAct({
  kind: 'contact.record',
  summary: 'Record the contact of the owner or of another body',
  body: z.object({
    as: z.enum(['owner', 'agent', 'department', 'archives', 'receiver']).default('owner'),
    organisation: organisationRef,
    person: z.object({
      name: line(100),
      title: line(100).optional(),
      phone: line(40).optional(),
      /** Left out for who has none: then everything is served on paper. */
      email: z.email().max(200).optional(),
    }),
    /** The project lives on paper from now on, or no longer. */
    paperOnly: z.boolean().optional(),
  }),
  async apply(ctx) {
    const { as, organisation, person, paperOnly } = ctx.body;
    if (paperOnly !== undefined) {
      await ctx.tx.project.update({ where: { id: ctx.project.id }, data: { paperOnly } });
      ctx.project.paperOnly = paperOnly;
    }
    const organisationId = await partyMeant(ctx, as, organisation);
    const personId = await ensurePerson(ctx, person);
    await giveRole(ctx, personId, organisationId, ROLES[as]);
    if (person.email) await giveAccount(ctx, personId, person.email, as);
    if (as === 'owner' || as === 'agent') await settleTasks(ctx, 'find-contact');
    if (as === 'receiver') await settleReceivers(ctx);
    return { result: { personId, organisationId } };
  },
});

/** The organisation in this part; it becomes party where nobody is. @throws Refusal PARTY_DIFFERS */
async function partyMeant(ctx: ActContext, as: keyof typeof ROLES, ref: OrganisationRef): Promise<string> {
  const present = await partiesOf(ctx, as);
  const meant = await findOrganisation(ctx.tx, ref);
  const [only] = present;
  // The list's own spelling of a name may not be the organisation's.
  const party = present.find((id) => id === meant?.id) ?? (meant || present.length > 1 ? undefined : only);
  if (party) {
    await learnOrganisation(ctx.tx, party, ref, ctx.envelope.occurredOn);
    return party;
  }
  if (only && (as === 'owner' || as === 'agent')) {
    throw new Refusal('PARTY_DIFFERS', { field: 'organisation', value: meant?.id ?? null, allowed: present });
  }
  const organisationId = await ensureOrganisation(ctx.tx, ref, as);
  await joinParty(ctx, as, organisationId, ctx.envelope.occurredOn);
  return organisationId;
}
