import { Refusal } from '../errors';
import type { Absence } from '../panel/attendance';
import { type Panel, seatOf } from '../panel/panel';

/** 合格, 不合格, and the blank ballot 弃权, which like an absence is not a 合格. */
export const VOTES = ['pass', 'fail', 'abstain'] as const;
export type Vote = (typeof VOTES)[number];

/** Seats that have neither voted nor been recorded absent. */
export function outstandingSeats(
  panel: Panel,
  cast: readonly { seatId: string }[],
  absences: readonly { seatId: string }[],
): string[] {
  const accounted = new Set([...cast, ...absences].map(({ seatId }) => seatOf(panel, seatId).id));
  return panel.map((seat) => seat.id).filter((id) => !accounted.has(id));
}

/**
 * The tally runs only when every seat of the panel as appointed voted or was recorded absent by two people, at the
 * ballot or when it left (`assertAbsence` and `assertDeparture` check such a record when it is made). A vote stands
 * though its member left after it. Refuses `SEAT_COUNTED_TWICE`, `SAME_PERSON` and `BALLOTS_OUTSTANDING`; no refusal
 * carries a vote.
 */
export function assertTallyMayRun(
  panel: Panel,
  cast: readonly { seatId: string }[],
  absences: readonly Absence[],
): void {
  const voted = cast.map(({ seatId }) => seatId);
  const twice = voted.find((seatId, index) => voted.indexOf(seatId) !== index);
  if (twice !== undefined) throw new Refusal('SEAT_COUNTED_TWICE', { field: 'seatId', value: twice });
  const alone = absences.find(({ recorderId, confirmedById }) => recorderId === confirmedById);
  if (alone) throw new Refusal('SAME_PERSON', { field: 'absences', value: alone.seatId, allowed: 'two people' });
  const outstanding = outstandingSeats(panel, cast, absences);
  if (outstanding.length > 0) throw new Refusal('BALLOTS_OUTSTANDING', { field: 'seats', value: outstanding });
}
