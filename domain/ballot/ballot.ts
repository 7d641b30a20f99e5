import { Refusal } from '../errors';
import { type Absence, assertAbsence } from '../panel/attendance';
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
 * The tally runs only when every seat of the panel as appointed voted or was recorded absent by two people. Refuses
 * `SEAT_COUNTED_TWICE` and `BALLOTS_OUTSTANDING`; no refusal carries a vote.
 */
export function assertTallyMayRun(
  panel: Panel,
  present: readonly string[],
  cast: readonly { seatId: string }[],
  absences: readonly Absence[],
): void {
  const counted = [...cast, ...absences].map(({ seatId }) => seatId);
  const twice = counted.find((seatId, index) => counted.indexOf(seatId) !== index);
  if (twice !== undefined) throw new Refusal('SEAT_COUNTED_TWICE', { field: 'seatId', value: twice });
  for (const absence of absences) assertAbsence(panel, present, absence);
  const outstanding = outstandingSeats(panel, cast, absences);
  if (outstanding.length > 0) throw new Refusal('BALLOTS_OUTSTANDING', { field: 'seats', value: outstanding });
}
