import fc from 'fast-check';
import type { Question } from '../../../domain/draw/constraints';
import { estimatedChances } from '../../../domain/draw/estimated-chances';
import { exactChances } from '../../../domain/draw/exact-chances';
import { completable } from '../../../domain/draw/feasibility';
import { fraction, plus, toNumber } from '../../../domain/draw/fraction';
import { pickByTickets } from '../../../domain/draw/pick-by-tickets';
import { planTickets, ticketsLottery } from '../../../domain/draw/tickets-lottery';
import { refusalOf } from '../refusal-of';
import { anyQuestion, orders, people } from './questions';

const read = (chance: string) => fraction(BigInt(chance.split('/')[0]!), BigInt(chance.split('/')[1]!));
const sum = (chances: readonly { chance: string }[]) => chances.map(({ chance }) => read(chance)).reduce(plus);

const disjoint: Question = {
  candidates: people([['archives'], ['archives'], ['transport'], ['transport'], ['transport'], [], []]),
  kept: [],
  constraints: {
    seats: 4,
    quotas: [
      { tag: 'archives', min: 1, max: 4 },
      { tag: 'transport', min: 1, max: 2 },
    ],
    perEmployer: 1,
  },
};

describe('exactChances', () => {
  it('is seats over people for strata with fixed counts', () => {
    const question: Question = {
      ...disjoint,
      candidates: disjoint.candidates.slice(0, 5),
      constraints: { ...disjoint.constraints, seats: 2 },
    };
    expect(exactChances(question)!.map(({ chance }) => chance)).toEqual(['1/2', '1/2', '1/3', '1/3', '1/3']);
  });

  it.each([
    ['open seats and a maximum', disjoint],
    ['a member kept', { ...disjoint, kept: [{ id: 'k', tags: ['archives'], employer: 'elsewhere' }] }],
    ['no quota', { ...disjoint, constraints: { ...disjoint.constraints, quotas: [] } }],
  ])('agrees with all orders of the tickets: %s', (_, question) => {
    const all = orders(question.candidates);
    const drawn = new Map<string, number>();
    for (const order of all) {
      for (const { id } of pickByTickets(question, order)) drawn.set(id, (drawn.get(id) ?? 0) + 1);
    }
    for (const { id, chance } of exactChances(question)!) {
      expect(read(chance)).toEqual(fraction(drawn.get(id) ?? 0, all.length));
    }
  });

  it('declines overlapping strata and shared employers', () => {
    expect(exactChances({ ...disjoint, candidates: people([['archives', 'transport'], [], [], []]) })).toBeNull();
    expect(exactChances({ ...disjoint, candidates: people([['archives'], ['transport'], [], [], []], 4) })).toBeNull();
  });
});

describe('estimatedChances', () => {
  it('comes near the exact ones and gives equals the same', () => {
    const estimated = estimatedChances(disjoint, 4_000);
    const exact = exactChances(disjoint)!;
    estimated.forEach(({ chance }, at) => {
      expect(Math.abs(toNumber(read(chance)) - toNumber(read(exact[at]!.chance)))).toBeLessThan(0.03);
    });
    expect(estimated[2]!.chance).toBe(estimated[4]!.chance);
  });

  it('depends on the question alone, not on the order of its people', () => {
    const reversed = { ...disjoint, candidates: disjoint.candidates.toReversed() };
    expect(estimatedChances(reversed, 50)).toEqual(estimatedChances(disjoint, 50));
  });
});

describe('planTickets', () => {
  it('gives chances that make up the seats, and recognises its own plan only', () => {
    fc.assert(
      fc.property(anyQuestion(), (question) => {
        const { candidates, kept, constraints } = question;
        fc.pre(completable(candidates, constraints)(kept) && candidates.length > 0);
        const plan = planTickets(question, 20);
        expect(sum(plan.chances)).toEqual(fraction(constraints.seats - kept.length));
        expect(ticketsLottery.isTrue(question, plan)).toBe(true);
        const forged = plan.chances.map((entry, at) => (at === 0 ? { ...entry, chance: '1/97' } : entry));
        expect(ticketsLottery.isTrue(question, { ...plan, chances: forged })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a pool without an answer and says what would help', () => {
    const question: Question = { ...disjoint, candidates: people([['archives'], [], [], []]) };
    expect(refusalOf(() => planTickets(question))).toMatchObject({
      code: 'POOL_INFEASIBLE',
      details: { relaxations: [[{ kind: 'min', tag: 'transport', from: 1, to: 0 }]] },
    });
  });

  it('does not simulate for ever because a plan says so', () => {
    const plan = planTickets({ ...disjoint, candidates: people([['archives'], ['transport'], [], [], []], 4) }, 5);
    expect(ticketsLottery.isTrue(disjoint, { ...plan, rounds: 1e12 })).toBe(false);
  });
});
