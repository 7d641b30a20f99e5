import { Refusal } from '../../domain/errors';
import type { Prisma } from '../../prisma/generated/client';
import type { ProcessContext } from './process-context';

const PANEL = {
  seats: {
    orderBy: { number: 'asc' },
    include: { holders: { where: { endedAt: null }, include: { person: true } } },
  },
  halfDays: { orderBy: [{ date: 'asc' }, { half: 'asc' }] },
  result: true,
} satisfies Prisma.RoundInclude;

export type RoundWithPanel = Prisma.RoundGetPayload<{ include: typeof PANEL }>;

/**
 * The round under way with its seats, present holders and result, and the half-days of its sitting: of a meeting that was
 * resumed the latest.
 *
 * @throws Refusal NO_ROUND
 */
export async function requireRound(ctx: ProcessContext): Promise<RoundWithPanel> {
  const id = ctx.position.round?.id;
  if (!id) throw new Refusal('NO_ROUND', { stage: ctx.project.stage });
  const round = await ctx.tx.round.findUniqueOrThrow({ where: { id }, include: PANEL });
  const latest = Math.max(...round.halfDays.map(({ sitting }) => sitting));
  return { ...round, halfDays: round.halfDays.filter(({ sitting }) => sitting === latest) };
}

/** The seat a person holds in this round. @throws Refusal ACT_NOT_YOURS */
export function seatHeldBy(round: RoundWithPanel, personId: string): RoundWithPanel['seats'][number] {
  const seat = round.seats.find(({ holders }) => holders.some((holder) => holder.personId === personId));
  if (!seat) throw new Refusal('ACT_NOT_YOURS', { field: 'seat', allowed: 'a member of the panel' });
  return seat;
}

/** Persons who hold a seat, in the order of the seats. */
export function membersOf(round: RoundWithPanel): string[] {
  return round.seats.flatMap(({ holders }) => holders.map(({ personId }) => personId));
}
