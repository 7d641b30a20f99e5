import type { Question } from '../../domain/draw/constraints';
import type { LotteryPlan } from '../../domain/draw/lotteries';
import type { DrawKey } from '../../domain/draw/lottery';
import { fastPicker } from './fast-picker';
import { digitsOf, keyOf } from './throws';

/** How often each was drawn, by id. */
export type Tally = Map<string, number>;

/** Every so manieth draw is the one that somebody steers: a bias of 5 %. */
export const STEERED = 20;

/**
 * Draws once for each of so many seeds: as it should be, and by somebody who in one draw of twenty puts a favourite first.
 */
export function drawMany(
  question: Question,
  plan: LotteryPlan,
  favourite: string,
  seeds: number,
): Record<'fair' | 'biased', Tally> {
  const nobody = () => new Map(question.candidates.map(({ id }) => [id, 0]));
  const [fair, biased]: [Tally, Tally] = [nobody(), nobody()];
  const pick = fastPicker(question, plan);
  const count = (tally: Tally, ids: readonly string[]): void => {
    for (const id of ids) tally.set(id, tally.get(id)! + 1);
  };
  for (let seed = 0; seed < seeds; seed++) {
    const key = keyOf(question.candidates, digitsOf(seed));
    const drawn = pick(key);
    count(fair, drawn);
    count(biased, seed % STEERED > 0 ? drawn : pick(withFirst(key, favourite)));
  }
  return { fair, biased };
}

const withFirst = (key: DrawKey, favourite: string): DrawKey => ({
  ...key,
  order: key.order.toSorted((a, b) => Number(b.id === favourite) - Number(a.id === favourite)),
});
