import { atLocalTime, type Instant, toInstant } from '../../domain/calendar/local-time';
import type { RandomnessSource } from '../../domain/draw/randomness';
import { Refusal } from '../../domain/errors';
import type { Ceremony, Prisma } from '../../prisma/generated/client';
import { toDate } from '../database/dates';
import { tellPerson } from '../mail/enqueue';
import { ceremonyPath } from '../mail/paths';
import type { ActContext } from '../process/process-context';

/** Where the randomness of a draw will come from, as an officer asks for it. */
export type RandomnessOrder =
  /** One ceremony serves any number of commitments. */
  | { kind: 'ceremony'; ceremonyId: string }
  | { kind: 'dice'; startsAt: Instant; place: string; witnessId: string; bring: string }
  | Extract<RandomnessSource, { kind: 'public-lottery' }>;

/**
 * The ceremony that a draw about to be committed waits for: a new one, to which its witness is invited, or one planned
 * before, by this bureau or the one above, whose hour has not come. It may serve projects of any bureau below its own.
 *
 * @throws Refusal NOT_FOUND, CEREMONY_HELD, BAD_INPUT, WITNESS_NOT_INDEPENDENT
 */
export async function ceremonyFor(ctx: ActContext, order: RandomnessOrder): Promise<Ceremony> {
  if (order.kind === 'ceremony') return joinCeremony(ctx, order.ceremonyId);
  if (order.kind === 'public-lottery') {
    const startsAt = atLocalTime(order.date, '24:00');
    return createCeremony(ctx, { startsAt: new Date(startsAt), source: order });
  }
  const { place, witnessId, bring } = order;
  const startsAt = toInstant(order.startsAt);
  if (startsAt <= ctx.now.toISOString()) {
    throw new Refusal('BAD_INPUT', { field: 'randomness.startsAt', value: startsAt, allowed: 'later than now' });
  }
  await requireIndependent(ctx, witnessId);
  const source: RandomnessSource = { kind: 'dice', count: ctx.rules.body.panel.dice };
  const ceremony = await createCeremony(ctx, { startsAt: new Date(startsAt), place, witnessId, source });
  const link = ceremonyPath(ceremony.id);
  const about = { startsAt, place, bring, draws: 1, link };
  await tellPerson(ctx.tx, ctx.now, 'witness-invitation', witnessId, { ceremony: ceremony.id }, about);
  return ceremony;
}

async function joinCeremony(ctx: ActContext, ceremonyId: string): Promise<Ceremony> {
  const field = 'randomness.ceremonyId';
  await ctx.tx.$queryRaw`SELECT 1 FROM "Ceremony" WHERE id = ${ceremonyId}::uuid FOR UPDATE`;
  const { id, parentId } = ctx.project.jurisdiction;
  const jurisdictionId = { in: [id, ...(parentId ? [parentId] : [])] };
  const ceremony = await ctx.tx.ceremony.findFirst({ where: { id: ceremonyId, jurisdictionId } });
  if (!ceremony) throw new Refusal('NOT_FOUND', { field, value: ceremonyId });
  // From its hour on somebody may know what was thrown, be it entered or not.
  if (ceremony.digits !== null || ceremony.startsAt <= ctx.now) {
    const allowed = 'a ceremony that has not begun';
    throw new Refusal('CEREMONY_HELD', { field, value: ceremonyId, allowed });
  }
  if (ceremony.witnessId) await requireIndependent(ctx, ceremony.witnessId);
  return ceremony;
}

function createCeremony(
  ctx: ActContext,
  given: { startsAt: Date; source: RandomnessSource; place?: string; witnessId?: string },
): Promise<Ceremony> {
  const { source, ...rest } = given;
  return ctx.tx.ceremony.create({
    data: {
      jurisdictionId: ctx.project.jurisdictionId,
      operatorId: ctx.actorId,
      source: source as unknown as Prisma.InputJsonObject,
      ...rest,
    },
  });
}

/**
 * A witness comes from outside the case's section and has no part in the case.
 *
 * @throws Refusal WITNESS_NOT_INDEPENDENT
 */
async function requireIndependent(ctx: ActContext, witnessId: string): Promise<void> {
  const { project, today } = ctx;
  const { id, parentId } = project.jurisdiction;
  const day = toDate(today);
  const staff = [ctx.actorId, ...(project.caseOfficerId ? [project.caseOfficerId] : [])];
  const grants = await ctx.tx.grant.findMany({
    where: {
      personId: { in: [witnessId, ...staff] },
      role: { in: ['witness', 'officer'] },
      confirmedById: { not: null },
      from: { lte: day },
      OR: [{ until: null }, { until: { gte: day } }],
    },
    select: { personId: true, role: true, section: true, jurisdictionId: true },
  });
  const sections = grants
    .filter((grant) => grant.role === 'officer' && grant.jurisdictionId === id && staff.includes(grant.personId))
    .map(({ section }) => section);
  const fit = grants.some(
    ({ personId, role, section, jurisdictionId }) =>
      personId === witnessId &&
      role === 'witness' &&
      (jurisdictionId === id || jurisdictionId === parentId) &&
      !(section !== null && jurisdictionId === id && sections.includes(section)),
  );
  const seated = await ctx.tx.seatHolder.findFirst({
    where: { personId: witnessId, endedAt: null, seat: { roundId: ctx.position.round?.id } },
    select: { id: true },
  });
  if (!fit || staff.includes(witnessId) || seated) {
    throw new Refusal('WITNESS_NOT_INDEPENDENT', {
      field: 'randomness.witnessId',
      value: witnessId,
      allowed: 'a confirmed witness from outside the case’s section and panel',
    });
  }
}
