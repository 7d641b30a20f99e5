import fc from 'fast-check';
import type { Panel, SeatRole } from '../../../domain/panel/panel';

const ROLES: SeatRole[] = ['leader', 'deputy', 'department', 'archives'];

/** A full panel: leader, deputy, department, archives, then experts; persons are `p-` and the seat's id. */
export function panelOf(size: number): Panel {
  return Array.from({ length: size }, (_, index) => ({
    id: `s${index + 1}`,
    role: ROLES[index] ?? 'expert',
    personId: `p-s${index + 1}`,
  }));
}

export const anyPanel = fc.constantFrom(5, 7, 9, 11).map(panelOf);

export const seatIds = (panel: Panel): string[] => panel.map(({ id }) => id);
