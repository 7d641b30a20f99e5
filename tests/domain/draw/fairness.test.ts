import { createHash } from 'node:crypto';
import type { Candidate, Question } from '../../../domain/draw/constraints';
import { type Commitment, drawKey, hashSecret, inTicketOrder } from '../../../domain/draw/draw-key';
import { exactChances } from '../../../domain/draw/exact-chances';
import { pickByTickets } from '../../../domain/draw/pick-by-tickets';
import { bytes32, dice } from './frozen';
import { people } from './questions';
import { binomialP, holm } from './statistics';

const SEEDS = 20_000;
const ALPHA = 0.001;

type Order = (candidates: readonly Candidate[], prk: Uint8Array, seed: number) => Candidate[];
const byTicket: Order = (candidates, prk) => inTicketOrder(candidates, prk, ({ id }) => id);

/** How often each was drawn, over dice that look random, with the real key and tickets. */
function drawMany({ candidates, ...question }: Question, order: Order): Map<string, number> {
  const secret = bytes32('fairness');
  const source = { kind: 'dice', count: 20 } as const;
  const commitment: Commitment = { root: bytes32('root'), secretHash: hashSecret(secret), source };
  const drawn = new Map(candidates.map(({ id }) => [id, 0]));
  for (let seed = 0; seed < SEEDS; seed++) {
    const digits = createHash('sha256').update(`dice ${seed}`).digest().subarray(0, 20);
    const prk = drawKey(commitment, dice([...digits].map((byte) => byte % 10).join('')), secret);
    for (const { id } of pickByTickets({ candidates, ...question }, order(candidates, prk, seed))) {
      drawn.set(id, drawn.get(id)! + 1);
    }
  }
  return drawn;
}

const strata: Question = {
  candidates: people([['archives'], ['archives'], ['transport'], ['transport'], ['transport'], [], []]),
  kept: [],
  constraints: {
    seats: 3,
    quotas: [
      { tag: 'archives', min: 1, max: 2 },
      { tag: 'transport', min: 1, max: 2 },
    ],
    perEmployer: 1,
  },
};

const chanceOf = (text: string): number => Number(text.split('/')[0]) / Number(text.split('/')[1]);

/** Members of one panel are correlated, hence a z for each person and Holm's correction instead of one chi-square. */
const suspicion = (drawn: Map<string, number>): number =>
  Math.min(...holm(exactChances(strata)!.map(({ id, chance }) => binomialP(drawn.get(id)!, SEEDS, chanceOf(chance)))));

describe('fairness over 20,000 throws', () => {
  it('draws everybody with the published chance', () => {
    expect(suspicion(drawMany(strata, byTicket))).toBeGreaterThan(ALPHA);
  }, 60_000);

  it('notices a bias of 5 %', () => {
    const favoured: Order = (candidates, prk, seed) => {
      const order = byTicket(candidates, prk, seed);
      return seed % 20 === 0 ? [candidates[3]!, ...order.filter((person) => person !== candidates[3])] : order;
    };
    expect(suspicion(drawMany(strata, favoured))).toBeLessThan(ALPHA);
  }, 60_000);

  it('gives equal chances to people whom overlapping strata and employers cannot tell apart', () => {
    const twins: Question = {
      ...strata,
      candidates: people(
        [
          ['archives', 'transport'],
          ['archives'],
          ['archives'],
          ['transport'],
          [],
          ['archives', 'transport'],
          ['archives'],
          ['archives'],
          ['transport'],
          [],
        ],
        5,
      ),
    };
    const drawn = drawMany(twins, byTicket);
    // p0 and p5, p1 and p6, … are colleagues of one kind each; of 20,000 draws that took one of them, half took the first.
    const pairs = [0, 1, 2, 3, 4].map((at) => [drawn.get(`p${at}`)!, drawn.get(`p${at + 5}`)!] as const);
    const adjusted = holm(pairs.map(([a, b]) => binomialP(a, a + b, 0.5)));
    expect(Math.min(...adjusted)).toBeGreaterThan(ALPHA);
    // p1 and p2 have colleagues of the same kind, too.
    expect(
      binomialP(
        pairs[1]![0] + pairs[1]![1],
        pairs
          .slice(1, 3)
          .flat()
          .reduce((a, b) => a + b),
        0.5,
      ),
    ).toBeGreaterThan(ALPHA);
  }, 60_000);
});
