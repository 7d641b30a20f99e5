import { pointsText } from '../../../domain/scoring/points';
import { type Rubric, rubricItems } from '../../../domain/scoring/rubric';

/** An opened sheet as it stands: revised where it was. */
export interface OpenedSheet {
  seatId: string;
  name: string;
  scores: readonly { item: string; score: number; reason: string | null }[];
}

/** Farther from the median than this part of an item's maximum is worth a word. */
const FAR = 0.15;

/** The track of an item is drawn from here to there, in hundredths of its width. */
const TRACK = { from: 4, to: 96 };

/** The sheets side by side, item by item: each score, how far they lie apart, and their mean. */
export function spreadOf(rubric: Rubric, sheets: readonly OpenedSheet[], ownSeatId: string | null) {
  const rows = rubricItems(rubric).map(({ code, title, maximum }) => {
    const given = sheets.flatMap(({ seatId, name, scores }) => {
      const found = scores.find(({ item }) => item === code);
      return found ? [{ seatId, name, score: found.score, reason: found.reason }] : [];
    });
    return { code, title, ...spread(given, maximum, ownSeatId) };
  });
  const whole = sheets.map(({ seatId, name, scores }) => ({
    ...{ seatId, name, reason: null },
    score: scores.reduce((sum, { score }) => sum + score, 0),
  }));
  return { rows, total: spread(whole, rubric.maximum, ownSeatId) };
}

function spread(
  given: readonly { seatId: string; name: string; score: number; reason: string | null }[],
  maximum: number,
  ownSeatId: string | null,
) {
  const scores = given.map(({ score }) => score).sort((a, b) => a - b);
  const least = scores[0] ?? 0;
  const most = scores.at(-1) ?? 0;
  const median = scores[Math.floor(scores.length / 2)] ?? 0;
  const mean = scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const at = (score: number) => TRACK.from + ((TRACK.to - TRACK.from) * score) / (maximum * 100);
  return {
    maximum,
    apart: pointsText(most - least),
    mean: (mean / 100).toFixed(2),
    line: { ...TRACK, least: at(least), most: at(most), mean: at(mean) - 1 },
    values: given.map(({ seatId, name, score, reason }) => ({
      ...{ name, short: name.slice(0, 1), reason, points: pointsText(score) },
      me: seatId === ownSeatId,
      far: Math.abs(score - median) > maximum * 100 * FAR,
    })),
  };
}
