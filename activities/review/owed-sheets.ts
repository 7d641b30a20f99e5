import { Refusal } from '../../domain/errors';
import type { RuleSet } from '../../domain/rules/rule-set';
import { type SheetDuty, seatsOwingSheets, sheetDuties } from '../../domain/scoring/sheet-duty';
import type { Review } from './review';

type Rules = Pick<RuleSet, 'rubric' | 'scoring'>;

/**
 * The sections that a seat has to score: all of them, or its share where the leader shares them out.
 *
 * @throws Refusal SECTION_NOT_SHARED for a seat without a share
 */
export function sectionsOf(rules: Rules, shares: unknown, seatId: string): string[] {
  const all = rules.rubric.sections.map(({ code }) => code);
  if (rules.scoring.mode !== 'sections') return all;
  const share = sharesOf(shares).find((duty) => duty.seatId === seatId);
  if (!share) throw new Refusal('SECTION_NOT_SHARED', { field: 'seatId', value: seatId, allowed: all });
  return [...share.sections];
}

/**
 * Whether a sheet is still to come from a seat in the room. A joint sheet once handed in stands whoever presides then; a
 * section whose scorer left without a sheet waits until the leader shares it out anew.
 */
export function sheetsOwed(rules: Rules, review: Review, done: readonly { seatId: string }[]): boolean {
  const { present, presiding, round } = review;
  switch (rules.scoring.mode) {
    case 'each':
      return seatsOwingSheets(sheetDuties('each', rules.rubric, present, ''), [...done], []).length > 0;
    case 'joint':
      return presiding === null || done.length === 0;
    case 'sections': {
      const submitted = done.map(({ seatId }) => seatId);
      const shares = sharesOf(round.sectionShares).filter(
        ({ seatId }) => present.includes(seatId) || submitted.includes(seatId),
      );
      const covered = new Set(shares.flatMap(({ sections }) => sections));
      const orphan = rules.rubric.sections.some(({ code }) => !covered.has(code));
      return orphan || seatsOwingSheets(shares, [...done], []).length > 0;
    }
    default:
      throw new Error(`Unknown mode of scoring ${String(rules.scoring.mode)}`);
  }
}

/** How the sections are shared out, as the leader last said. */
export function sharesOf(shares: unknown): SheetDuty[] {
  return (shares as SheetDuty[] | null) ?? [];
}
