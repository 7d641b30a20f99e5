import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import { openClocks } from '../../clocks/clock-rows';
import type { ActContext } from '../../process/process-context';
import { membersOf, type RoundWithPanel, requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { checkAppointee, checkStaff } from './check-appointee';
import { seatOfRole, takeSeat } from './take-seat';

const body = z.object({
  role: z.enum(['leader', 'deputy', 'recorder', 'department', 'archives']),
  personId: z.uuid(),
});

/**
 * The organiser appoints leader, deputy and recorder from its staff. A seat whose body named nobody within its term is
 * filled by the director.
 */
export const appointSeat = defineAct({
  kind: 'seat.appoint',
  summary: 'Appoint leader, deputy leader or recorder, or fill the seat of a body that named nobody',
  body,
  async apply(ctx) {
    const round = await requireRound(ctx);
    const { role, personId } = ctx.body;
    if (role === 'recorder') return appointRecorder(ctx, round, personId);
    const seat = seatOfRole(round, role);
    if (role === 'department' || role === 'archives') await requireOverdue(ctx, seat.id);
    else await checkStaff(ctx, personId);
    await checkAppointee(ctx, round, personId);
    const holderId = await takeSeat(ctx, round, seat, personId);
    return { result: { seatId: seat.id, holderId } };
  },
});

async function appointRecorder(ctx: ActContext, round: RoundWithPanel, personId: string) {
  await checkStaff(ctx, personId);
  if (membersOf(round).includes(personId)) {
    throw new Refusal('SAME_PERSON', { field: 'personId', value: personId, allowed: 'somebody without a seat' });
  }
  await ctx.tx.round.update({ where: { id: round.id }, data: { recorderId: personId } });
  return { result: { roundId: round.id } };
}

/** @throws Refusal ACT_NOT_YOURS, TERM_NOT_PASSED while the body may still name its member */
async function requireOverdue(ctx: ActContext, seatId: string): Promise<void> {
  if (!ctx.roles.includes('director')) throw new Refusal('ACT_NOT_YOURS', { field: 'role', allowed: 'director' });
  const [clock] = await openClocks(ctx, 'name_member', seatId);
  if (!clock?.ends || clock.ends > ctx.now.toISOString()) {
    throw new Refusal('TERM_NOT_PASSED', { field: 'role', value: clock?.due ?? null, allowed: 'after the term' });
  }
}
