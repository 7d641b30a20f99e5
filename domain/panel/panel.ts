import { Refusal } from '../errors';

/** Leader and deputy come from the organiser, department and archives are named by their bodies, experts are drawn. */
export const SEAT_ROLES = ['leader', 'deputy', 'department', 'archives', 'expert'] as const;
export type SeatRole = (typeof SEAT_ROLES)[number];

/** A seat of a panel; `personId` is null while it is vacant. */
export interface Seat {
  id: string;
  role: SeatRole;
  personId: string | null;
}

/** A panel as appointed. Its length is the denominator of every quorum and every majority. */
export type Panel = readonly Seat[];

/** The seat with this id, or a refusal `SEAT_NOT_ON_PANEL`. */
export function seatOf(panel: Panel, seatId: string): Seat {
  const seat = panel.find(({ id }) => id === seatId);
  if (!seat) {
    throw new Refusal('SEAT_NOT_ON_PANEL', { field: 'seatId', value: seatId, allowed: panel.map(({ id }) => id) });
  }
  return seat;
}

/** Who presides among the seats present: the leader, else the deputy, else nobody. */
export function presidingSeat(panel: Panel, present: readonly string[]): Seat | null {
  const presentAs = (role: SeatRole) => panel.find((seat) => seat.role === role && present.includes(seat.id));
  return presentAs('leader') ?? presentAs('deputy') ?? null;
}
