import { Refusal } from '../../domain/errors';
import { toDate } from '../database/dates';
import { ownersOf } from '../people/recipients';
import type { ActContext } from '../process/process-context';

/**
 * Who throws the dice in the room: anybody there but the staff of the case's section, who may know the secret, and the
 * owner, who holds the volumes.
 *
 * @throws Refusal WITNESS_NOT_INDEPENDENT
 */
export async function requireRoomWitness(ctx: ActContext, witnessId: string): Promise<void> {
  const { project } = ctx;
  const day = toDate(ctx.today);
  const staff = [ctx.actorId, ...(project.caseOfficerId ? [project.caseOfficerId] : [])];
  const grants = await ctx.tx.grant.findMany({
    where: {
      personId: { in: [witnessId, ...staff] },
      role: { in: ['officer', 'recorder', 'director'] },
      jurisdictionId: project.jurisdictionId,
      from: { lte: day },
      OR: [{ until: null }, { until: { gte: day } }],
    },
    select: { personId: true, section: true },
  });
  const sections = grants.filter(({ personId }) => staff.includes(personId)).map(({ section }) => section);
  const sameSection = grants.some(({ personId, section }) => personId === witnessId && sections.includes(section));
  const owners = await ownersOf(ctx);
  if (staff.includes(witnessId) || sameSection || owners.includes(witnessId)) {
    throw new Refusal('WITNESS_NOT_INDEPENDENT', {
      field: 'witnessId',
      value: witnessId,
      allowed: 'a person from outside the case’s section and the owner',
    });
  }
}
