import type { Question } from '../../../domain/draw/constraints';
import { drawKey, hashSecret, inTicketOrder } from '../../../domain/draw/draw-key';
import { parseLotteryResult } from '../../../domain/draw/parse-lottery-result';
import { planDraw } from '../../../domain/draw/plan-draw';
import { drawMany, type Tally } from '../../../ops/fairness/draw-many';
import { indexUniformity, moved } from '../../../ops/fairness/figures';
import { chanceValue } from '../../../ops/fairness/spread';
import { holm, twoSidedP, zScore } from '../../../ops/fairness/statistics';
import { digitsOf, keyOf, rowIndex } from '../../../ops/fairness/throws';
import { bytes32 } from './frozen';
import { evenTable, people } from './questions';

const SEEDS = 40_000;
const ALPHA = 0.001;

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

describe('fairness over 40,000 throws', () => {
  it.each([
    ['tickets', strata],
    ['table', mixed],
  ])('draws everybody with the published chance, and notices a bias in 5 %% of the draws, by %s', (kind, question) => {
    const plan = planDraw(question, evenTable);
    expect(plan.kind).toBe(kind);
    // Members of one panel are correlated, hence a z for each person and Holm's correction instead of one chi-square.
    const suspicion = (tally: Tally): number =>
      Math.min(
        ...holm(plan.chances.map(({ id, chance }) => twoSidedP(zScore(tally.get(id)!, SEEDS, chanceValue(chance))))),
      );
    const { fair, biased } = drawMany(question, plan, 'p3', SEEDS);
    expect(suspicion(fair)).toBeGreaterThan(ALPHA);
    expect(suspicion(biased)).toBeLessThan(ALPHA);
  });

  it('takes every place of a table equally often, and notices when one place in twenty is moved', () => {
    const indices = Array.from({ length: SEEDS }, (_, seed) => rowIndex(keyOf([], digitsOf(seed)).prk));
    expect(indexUniformity(indices).p).toBeGreaterThan(ALPHA);
    expect(indexUniformity(indices.map(moved)).p).toBeLessThan(ALPHA);
  });
});

/** RFC 3797 §4.1: the one spelling of a number is what keeps two honest people from two panels. */
describe('a spelling of the same numbers', () => {
  const source = {
    kind: 'public-lottery',
    name: '超级大乐透',
    date: '2026-11-28',
    count: 2,
    maximum: 9_999_999,
  } as const;
  const secret = bytes32('secret');
  const orderBy = (value: string) => {
    const commitment = { root: bytes32('root'), secretHash: hashSecret(secret), source };
    const prk = drawKey(commitment, { kind: 'public-lottery', value }, secret);
    return inTicketOrder(people(Array.from({ length: 25 }, () => [])), prk, ({ id }) => id).map(({ id }) => id);
  };
  const rawOrder = (digits: string) =>
    keyOf(
      people(Array.from({ length: 25 }, () => [])),
      digits,
      Buffer.from(secret, 'hex'),
      Buffer.from(bytes32('root'), 'hex'),
    ).order.map(({ id }) => id);

  it('would draw a wholly different panel, were it not brought to its one form', () => {
    const [canonical, padded] = [rawOrder('8285182.9319.'), rawOrder('08285182.9319.')];
    expect(canonical.slice(0, 5)).not.toEqual(padded.slice(0, 5));
    const stayed = canonical.filter((id, at) => padded[at] === id);
    expect(stayed.length).toBeLessThan(8);
  });

  it('is brought to it: entered with a leading zero the draw is the same', () => {
    const read = (text: string) => parseLotteryResult(text, text, { ...source, maximum: 9_999_999 }).value;
    expect(orderBy(read('082851 9319'))).toEqual(rawOrder('82851.9319.'));
    expect(orderBy(read('82851 9319'))).toEqual(rawOrder('82851.9319.'));
    expect(() => orderBy('082851.9319.')).toThrow('RANDOMNESS_SOURCE');
  });
});
