import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { toDate } from '../../database/dates';
import type { ActContext } from '../../process/process-context';
import { requireRound } from '../../process/require-round';
import { giveAccount } from '../contact/give-account';
import { defineAct } from '../define-act';
import { line } from '../field-types';
import { checkAppointee } from './check-appointee';
import { type BodySeat, requireLiaison } from './liaisons';
import { seatOfRole, takeSeat } from './take-seat';

const newPerson = z.object({
  name: line(100),
  title: line(100).optional(),
  email: z.email().max(254),
  phone: line(40).optional(),
});

const body = z.object({
  role: z.enum(['department', 'archives']),
  /** One of the body's people on record, or somebody new. */
  member: z.union([z.object({ personId: z.uuid() }), newPerson]),
});

/** The competent department or the urban-construction archives names its member. */
export const nameMember = defineAct({
  kind: 'seat.name_member',
  summary: 'Name the member of the department or of the archives',
  body,
  async apply(ctx) {
    const { role, member } = ctx.body;
    const round = await requireRound(ctx);
    const seat = seatOfRole(round, role);
    await requireLiaison(ctx, role, ctx.envelope.onBehalfOfId ?? ctx.envelope.deputyForId ?? ctx.actorId);
    const bodies = await bodiesOf(ctx, role);
    const personId =
      'personId' in member ? await requireOfBody(ctx, bodies, member.personId) : await enter(ctx, bodies, member);
    await checkAppointee(ctx, round, personId);
    const holderId = await takeSeat(ctx, round, seat, personId);
    return { result: { seatId: seat.id, holderId } };
  },
});

async function bodiesOf(ctx: ActContext, role: BodySeat): Promise<string[]> {
  const parties = await ctx.tx.projectParty.findMany({
    where: { projectId: ctx.project.id, role, until: null },
    select: { organisationId: true },
  });
  return parties.map(({ organisationId }) => organisationId);
}

/** @throws Refusal NOT_OF_BODY for who works elsewhere */
async function requireOfBody(ctx: ActContext, organisationIds: string[], personId: string): Promise<string> {
  const day = toDate(ctx.today);
  const current = { organisationId: { in: organisationIds }, OR: [{ until: null }, { until: { gte: day } }] };
  const person = await ctx.tx.person.findFirst({
    where: { id: personId, OR: [{ memberships: { some: current } }, { grants: { some: current } }] },
    select: { id: true },
  });
  if (!person)
    throw new Refusal('NOT_OF_BODY', { field: 'member.personId', value: personId, allowed: 'the body’s people' });
  return person.id;
}

/** Somebody the record does not know yet; he gets an account with a first link. */
async function enter(
  ctx: ActContext,
  [organisationId]: string[],
  { name, title, email, phone }: z.infer<typeof newPerson>,
): Promise<string> {
  const { id } = await ctx.tx.person.create({
    data: {
      name,
      title,
      addresses: { create: { address: email } },
      ...(phone ? { details: { create: { phone } } } : {}),
      memberships: { create: { organisationId: organisationId!, kind: 'employment', from: toDate(ctx.today) } },
    },
  });
  await giveAccount(ctx, id, email, 'member');
  return id;
}
