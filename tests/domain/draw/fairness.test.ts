import { createHash } from 'node:crypto';
import type { Candidate, Question } from '../../../domain/draw/constraints';
import { type Commitment, drawKey, hashSecret, inTicketOrder } from '../../../domain/draw/draw-key';
import { type LotteryPlan, lotteryOf } from '../../../domain/draw/lottery';
import { planDraw } from '../../../domain/draw/plan-draw';
import { bytes32, dice } from './frozen';
import { evenTable, people } from './questions';
import { binomialP, holm } from './statistics';

const SEEDS = 40_000;
const ALPHA = 0.001;

/**
 * How often each was drawn over dice that look random, with the real key, row and tickets: as it should be, and by somebody who
 * puts `favourite` first in one draw of twenty.
 */
function drawMany(
  question: Question,
  plan: LotteryPlan,
  favourite: string,
): Record<'fair' | 'biased', Map<string, number>> {
  const { candidates } = question;
  const secret = bytes32('fairness');
  const source = { kind: 'dice', count: 20 } as const;
  const commitment: Commitment = { root: bytes32('root'), secretHash: hashSecret(secret), source };
  const [fair, biased] = [new Map<string, number>(), new Map<string, number>()];
  for (let seed = 0; seed < SEEDS; seed++) {
    const digits = createHash('sha256').update(`dice ${seed}`).digest().subarray(0, 20);
    const prk = drawKey(commitment, dice([...digits].map((byte) => byte % 10).join('')), secret);
    const order = inTicketOrder(candidates, prk, ({ id }) => id);
    const draw = (people: readonly Candidate[]) => lotteryOf(plan).pick(question, plan, { prk, order: people });
    const drawn = draw(order);
    const first = order.toSorted((a, b) => Number(b.id === favourite) - Number(a.id === favourite));
    for (const { id } of drawn) fair.set(id, (fair.get(id) ?? 0) + 1);
    for (const { id } of seed % 20 === 0 ? draw(first) : drawn) biased.set(id, (biased.get(id) ?? 0) + 1);
  }
  return { fair, biased };
}

const quotas = ['archives', 'transport'].map((tag) => ({ tag, min: 1, max: 2 }));
const strata: Question = {
  candidates: people([['archives'], ['archives'], ['transport'], ['transport'], ['transport']]),
  kept: [],
  constraints: { seats: 2, quotas, perEmployer: 1 },
};
/** Overlapping strata, an open seat, and colleagues of whom one may come: p0 and p6, p1 and p7. */
const mixed: Question = {
  candidates: people([...strata.candidates.map(({ tags }) => tags), ['archives', 'transport'], [], []], 6),
  kept: [],
  constraints: { seats: 3, quotas, perEmployer: 1 },
};

const chanceOf = (text: string): number => Number(text.split('/')[0]) / Number(text.split('/')[1]);

describe('fairness over 40,000 throws', () => {
  it.each([
    ['tickets', strata],
    ['table', mixed],
  ])(
    'draws everybody with the published chance, and notices a bias in 5 %% of the draws, by %s',
    (kind, question) => {
      const plan = planDraw(question, evenTable);
      expect(plan.kind).toBe(kind);
      const { fair, biased } = drawMany(question, plan, 'p3');
      // Members of one panel are correlated, hence a z for each person and Holm's correction instead of one chi-square.
      const suspicion = (drawn: Map<string, number>): number =>
        Math.min(...holm(plan.chances.map(({ id, chance }) => binomialP(drawn.get(id) ?? 0, SEEDS, chanceOf(chance)))));
      expect(suspicion(fair)).toBeGreaterThan(ALPHA);
      expect(suspicion(biased)).toBeLessThan(ALPHA);
    },
    180_000,
  );
});
