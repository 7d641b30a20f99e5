import { Refusal } from '../errors';
import { type Panel, presidingSeat, seatOf } from './panel';

/** What happened to a seat, in the order it happened. A seat may come back after it left. */
export interface AttendanceEvent {
  kind: 'checked_in' | 'departed';
  seatId: string;
}

/** A seat that left early or never voted: by whom it was recorded, confirmed, and why. Persons, not accounts. */
export interface Absence {
  seatId: string;
  reason: string;
  recorderId: string;
  /** The person of the presiding seat. */
  confirmedById: string;
}

/** Ids of the seats present after these events, in the panel's order. */
export function presentSeats(panel: Panel, events: readonly AttendanceEvent[]): string[] {
  const last = new Map(events.map((event) => [seatOf(panel, event.seatId).id, event.kind]));
  return panel.map((seat) => seat.id).filter((id) => last.get(id) === 'checked_in');
}

/** Checks the record of a member who leaves: the seat is present, and recorder and presiding member stand for it. */
export function assertDeparture(panel: Panel, present: readonly string[], departure: Absence): void {
  if (!present.includes(seatOf(panel, departure.seatId).id)) {
    throw new Refusal('SEAT_NOT_PRESENT', { field: 'seatId', value: departure.seatId, allowed: present });
  }
  assertAbsence(panel, present, departure);
}

/**
 * Checks that an absence rests on two people and a reason. The presiding member confirms; when the leader himself is
 * absent the deputy does. Only when neither would remain does the presiding member confirm his own leaving. The
 * recorder is never on the panel.
 */
export function assertAbsence(panel: Panel, present: readonly string[], absence: Absence): void {
  const seat = seatOf(panel, absence.seatId);
  if (absence.reason.trim() === '') throw new Refusal('REASON_REQUIRED', { field: 'reason', allowed: 'text' });
  if (panel.some(({ personId }) => personId === absence.recorderId)) {
    throw new Refusal('SAME_PERSON', { field: 'recorderId', allowed: 'a person who is not on the panel' });
  }
  const others = present.filter((id) => id !== seat.id);
  const confirming = presidingSeat(panel, others) ?? presidingSeat(panel, present);
  if (!confirming) throw new Refusal('NOBODY_PRESIDES', { field: 'confirmedById', allowed: 'leader or deputy' });
  if (confirming.personId !== absence.confirmedById) {
    throw new Refusal('ACT_NOT_YOURS', { field: 'confirmedById', allowed: `person of seat ${confirming.id}` });
  }
}
