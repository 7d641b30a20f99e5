import { Refusal } from '../errors';
import type { Rubric } from './rubric';
import type { ScoringMode } from './scoring-rule';
import type { Sheet } from './sheet';

/** The part of the rubric one seat has to score. */
export interface SheetDuty {
  seatId: string;
  sections: readonly string[];
}

/**
 * Who owes which sheet. `each`: every present seat the whole rubric. `joint`: the presiding seat one sheet for all.
 * `sections`: as the leader shared them out in `shares`; refuses `SECTION_NOT_SHARED` when a section has nobody.
 */
export function sheetDuties(
  mode: ScoringMode,
  rubric: Rubric,
  present: readonly string[],
  presiding: string,
  shares: readonly SheetDuty[] = [],
): SheetDuty[] {
  const all = rubric.sections.map((section) => section.code);
  if (mode === 'each') return present.map((seatId) => ({ seatId, sections: all }));
  if (mode === 'joint') return [{ seatId: presiding, sections: all }];
  const stranger = shares.find(({ seatId }) => !present.includes(seatId));
  if (stranger) throw new Refusal('SEAT_NOT_PRESENT', { field: 'shares', value: stranger.seatId, allowed: present });
  const orphan = all.find((section) => !shares.some(({ sections }) => sections.includes(section)));
  if (orphan) throw new Refusal('SECTION_NOT_SHARED', { field: 'shares', value: orphan, allowed: 'one seat or more' });
  return [...shares];
}

/** Seats that still owe a sheet. A seat recorded absent owes none; what it submitted before it left stands. */
export function seatsOwingSheets(
  duties: readonly SheetDuty[],
  sheets: readonly Pick<Sheet, 'seatId'>[],
  absent: readonly string[],
): string[] {
  const done = new Set([...sheets.map((sheet) => sheet.seatId), ...absent]);
  return duties.map((duty) => duty.seatId).filter((seatId) => !done.has(seatId));
}
