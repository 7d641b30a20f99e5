import { assignVolumes, type Inspector } from '../../domain/sampling/assign-volumes';
import type { SampledItem } from '../../domain/sampling/draw-sample';
import type { InspectedBy } from '../../domain/sampling/sampling-rule';
import type { ProcessContext } from '../process/process-context';
import type { Review } from './review';
import { awaitedVolumes } from './volumes';

/** Writes volumes of a sample into the fetch list, after those there are, each assigned to a member who is present. */
export async function listVolumes(
  ctx: ProcessContext,
  review: Review,
  drawId: string,
  items: readonly SampledItem[],
): Promise<void> {
  const seats = await seatsFor(ctx, review, items);
  const roundId = review.round.id;
  const { _max } = await ctx.tx.sampleItem.aggregate({ where: { roundId }, _max: { number: true } });
  const first = (_max.number ?? 0) + 1;
  await ctx.tx.sampleItem.createMany({
    data: items.map(({ id, stratum, via }, at) => ({
      roundId,
      drawId,
      number: first + at,
      via,
      stratum,
      ...nameOf(id),
      seatId: seats.get(id),
    })),
  });
}

/** Gives to who is present what a member left who must stay out of the case: all that was his is inspected anew. */
export async function assignLeftOver(ctx: ProcessContext, review: Review, drawId: string): Promise<void> {
  const left = await ctx.tx.sampleItem.findMany({
    where: { drawId, seatId: null, inspectedAt: null, notProduced: false },
    orderBy: { number: 'asc' },
    select: { id: true, stratum: true },
  });
  const seats = await seatsFor(ctx, review, left);
  for (const [id, seatId] of seats) await ctx.tx.sampleItem.update({ where: { id }, data: { seatId } });
}

/** Who inspects which volume, by specialty and load. */
async function seatsFor(ctx: ProcessContext, review: Review, volumes: readonly { id: string; stratum: string }[]) {
  const { strata } = ctx.rules.body.sampling;
  const inspectedBy = (stratum: string) => strata.find(({ code }) => code === stratum)!.inspectedBy;
  const toAssign = volumes.map(({ id, stratum }) => ({ id, inspectedBy: inspectedBy(stratum) }));
  return assignVolumes(toAssign, await inspectorsOf(ctx, review));
}

/** `classified/<stratum>/<ordinal>` names a classified volume, anything else is a 档号. */
function nameOf(id: string): { volumeCode: string } | { ordinal: number } {
  const ordinal = /^classified\/.*\/(\d+)$/.exec(id)?.[1];
  return ordinal ? { ordinal: Number(ordinal) } : { volumeCode: id };
}

async function inspectorsOf(ctx: ProcessContext, { panel, present, round }: Review): Promise<Inspector[]> {
  const group = ctx.rules.body.panel.specialtyGroups[ctx.project.industry];
  const inspectors: Inspector[] = [];
  for (const { id, role, personId } of panel.filter((seat) => present.includes(seat.id))) {
    const pools = await ctx.tx.poolMembership.findMany({
      where: { personId: personId! },
      select: { specialties: true },
    });
    const known = pools.flatMap(({ specialties }) => specialties);
    inspectors.push({
      seatId: id,
      specialties: role === 'expert' ? specialtiesOf(known, group) : BY_ROLE[role],
      load: await awaitedVolumes(ctx.tx, round.id, id),
    });
  }
  return inspectors;
}

/** Appointed members come from archives bureaus and archives, or from the department of the project's industry. */
const BY_ROLE: Record<'leader' | 'deputy' | 'archives' | 'department', InspectedBy[]> = {
  leader: ['archives'],
  deputy: ['archives'],
  archives: ['archives'],
  department: ['industry'],
};

function specialtiesOf(known: readonly string[], group: string | undefined): InspectedBy[] {
  const ofIndustry = known.some((specialty) => (group ? specialty === group : specialty !== 'archives'));
  return [...(known.includes('archives') ? ['archives' as const] : []), ...(ofIndustry ? ['industry' as const] : [])];
}
