import { pointsText } from '../../../domain/scoring/points';
import { type Rubric, rubricItems } from '../../../domain/scoring/rubric';
import type { OpenedSheet } from './spread';

/** A sheet that was revised in the deliberation: as it was handed in, as it stands, and why. */
export interface RevisedSheet extends OpenedSheet {
  former: OpenedSheet['scores'];
  revisionReason: string | null;
}

/** What each revision changed, item by item in the rubric's order, in points. */
export function revisionsOf(rubric: Rubric, revised: readonly RevisedSheet[]) {
  return revised.map(({ name, former, scores, revisionReason }) => ({
    name,
    reason: revisionReason,
    changes: rubricItems(rubric).flatMap(({ code, title }) => {
      const [before, after] = [former, scores].map((sheet) => sheet.find(({ item }) => item === code));
      if (!before || !after || (before.score === after.score && before.reason === after.reason)) return [];
      return [{ code, title, before: pointsText(before.score), after: pointsText(after.score), reason: after.reason }];
    }),
  }));
}
