import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { ownersOf } from '../../people/recipients';
import { ensureOrganisation } from '../../projects/organisations';
import { joinParty, leaveParty, partiesOf } from '../../projects/parties';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { organisationRef, prose } from '../field-types';
import { closeWhenHandedOver } from '../hand-over/close-when-handed-over';
import { settleReceivers } from '../hand-over/settle-receivers';

/** Parts that an owner may change by himself; the bodies that supervise and receive are the officer's to name. */
const OWNERS_CHOICE: readonly string[] = ['design', 'construction', 'supervision', 'agent'];

/** An organisation becomes party to the project or ceases to be; its people gain or lose access at once. */
export const changeParties = defineAct({
  kind: 'parties.change',
  summary: 'Add an organisation to the project’s parties, or let it leave',
  body: z.object({
    role: z.enum(['owner', 'agent', 'design', 'construction', 'supervision', 'department', 'receiver', 'archives']),
    change: z.enum(['join', 'leave', 'replace']),
    organisation: organisationRef,
    reason: prose(2_000),
  }),
  async apply(ctx) {
    const { role, change, organisation } = ctx.body;
    const on = ctx.envelope.occurredOn;
    const officer = ctx.roles.includes('officer');
    if (!officer && !OWNERS_CHOICE.includes(role)) {
      throw new Refusal('ACT_NOT_YOURS', { field: 'role', value: role, allowed: OWNERS_CHOICE });
    }
    const unconfirmed = ctx.project.stage === 'planned' || ctx.project.stage === 'registering';
    if (role === 'owner' && !(unconfirmed && change === 'replace')) {
      // Who owns a confirmed project is its identity: a correction, which the director decides.
      throw new Refusal('OWNER_CONFIRMED', { field: 'role', value: role, allowed: 'a correction' });
    }
    const present = await partiesOf(ctx, role);
    const organisationId = await ensureOrganisation(ctx.tx, organisation, role);
    const isParty = present.includes(organisationId);
    if (isParty === (change !== 'leave')) {
      throw new Refusal('NOTHING_CHANGED', { field: 'organisation', value: organisationId, allowed: present });
    }
    const leaving = change === 'replace' ? present : change === 'leave' ? [organisationId] : [];
    for (const id of leaving) await leaveParty(ctx, role, id, on);
    if (change !== 'leave') await joinParty(ctx, role, organisationId, on);
    if (role === 'owner' && (await ownersOf(ctx)).length === 0) {
      await ensureTask(ctx, { kind: 'find-contact', subject: organisationId });
    }
    if (role !== 'receiver') return { result: { organisationId } };
    await settleReceivers(ctx);
    // Who leaves may have been the last one that had not signed.
    return { to: await closeWhenHandedOver(ctx), result: { organisationId } };
  },
});
