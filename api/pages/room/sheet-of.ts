import { sharesOf } from '../../../activities/review/owed-sheets';
import type { Room } from './room';

/**
 * What a seat has to do with score sheets: its own is in or out; a joint one is the presiding member's to write, a share of the
 * sections his who was given one; others have none.
 */
export function sheetOf({ round, rules, attendance }: Room, seatId: string): 'in' | 'out' | 'none' {
  const { mode } = rules.scoring;
  const isIn = mode === 'joint' ? round.sheetsIn.length > 0 : round.sheetsIn.includes(seatId);
  if (isIn) return 'in';
  const writes = {
    each: true,
    joint: attendance?.presiding === seatId,
    sections: sharesOf(round.sectionShares).some((share) => share.seatId === seatId),
  };
  return writes[mode] ? 'out' : 'none';
}
