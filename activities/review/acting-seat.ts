import { Refusal } from '../../domain/errors';
import type { Seat } from '../../domain/panel/panel';
import type { ActContext } from '../process/process-context';
import type { Review } from './review';

/**
 * The seat of the member who acts, in person or on a paper that an officer enters for him. Nobody deputises for a member.
 *
 * @throws Refusal ACT_NOT_YOURS, SEAT_NOT_PRESENT, SCAN_REQUIRED
 */
export function actingSeat(ctx: ActContext, { panel, present }: Review): Seat {
  const { onBehalfOfId, deputyForId, scanSha256 } = ctx.envelope;
  const seat = panel.find(({ personId }) => personId === (onBehalfOfId ?? ctx.actorId));
  if (!seat || (deputyForId && !onBehalfOfId)) {
    throw new Refusal('ACT_NOT_YOURS', { field: 'seat', allowed: 'a member of the panel, in person' });
  }
  if (!present.includes(seat.id)) {
    throw new Refusal('SEAT_NOT_PRESENT', { field: 'seatId', value: seat.id, allowed: present });
  }
  if (onBehalfOfId && !scanSha256) {
    throw new Refusal('SCAN_REQUIRED', { field: 'scanSha256', allowed: 'a scan of the signed paper' });
  }
  return seat;
}

/**
 * The seat of whoever presides: the leader, and the deputy only while the leader is not there.
 *
 * @throws Refusal ACT_NOT_YOURS, SEAT_NOT_PRESENT, NOBODY_PRESIDES
 */
export function presidingSeatOf(ctx: ActContext, review: Review): Seat {
  const seat = actingSeat(ctx, review);
  if (!review.presiding) throw new Refusal('NOBODY_PRESIDES', { field: 'present', allowed: 'leader or deputy' });
  if (review.presiding.id !== seat.id) {
    throw new Refusal('ACT_NOT_YOURS', { field: 'seat', value: seat.id, allowed: review.presiding.id });
  }
  return seat;
}
