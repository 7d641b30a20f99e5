import { z } from 'zod';
import { hundredths, isPoints } from '../../domain/scoring/points';
import type { ItemScore } from '../../domain/scoring/sheet';

/** The scores of a sheet in points, as they are typed. What is wrong with them is said by the rubric, without the score. */
export const scoreBody = z
  .array(
    z.object({
      item: z.string().min(1).max(40),
      points: z.number(),
      reason: z.string().trim().max(300).optional(),
    }),
  )
  .min(1)
  .max(200);

export type ScoreBody = z.infer<typeof scoreBody>;

export function toScores(typed: ScoreBody): ItemScore[] {
  return typed.map(({ item, points, reason }) => ({
    item,
    score: isPoints(points) ? hundredths(points) : Number.NaN,
    reason: reason || null,
  }));
}
