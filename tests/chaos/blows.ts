import type { Dice } from '../../ops/demo/dice';

/** One death: after how many answers, and for how long. */
export interface Blow {
  afterAnswers: number;
  deadMs: number;
}

/** Deaths spread over the answers to come: one in each of `count` equal spans, none in its first third. */
export function blowsOver(answers: number, count: number, dice: Dice): Blow[] {
  const span = Math.floor(answers / count);
  return Array.from({ length: count }, (_, index) => ({
    afterAnswers: index * span + dice.int(Math.ceil(span / 3), span - 1),
    deadMs: dice.int(0, 2_500),
  }));
}
