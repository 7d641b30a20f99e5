import fc from 'fast-check';
import { brokenLimits, type Candidate, type Question } from '../../../domain/draw/constraints';
import { completable } from '../../../domain/draw/feasibility';
import { smallestRelaxations } from '../../../domain/draw/relaxation';
import { anyQuestion, choose, people } from './questions';

const byEnumeration = ({ candidates, constraints }: Question, panel: readonly Candidate[]): boolean => {
  const others = candidates.filter(({ id }) => !panel.some((member) => member.id === id));
  return (
    panel.length <= constraints.seats &&
    choose(others, constraints.seats - panel.length).some(
      (added) => brokenLimits([...panel, ...added], constraints).length === 0,
    )
  );
};

describe('completable', () => {
  it('agrees with enumerating all panels, for every panel begun', () => {
    fc.assert(
      fc.property(anyQuestion(), fc.nat(), (question, pick) => {
        const test = completable(question.candidates, question.constraints);
        const begun = choose(question.candidates, Math.min(pick % 3, question.candidates.length)).slice(0, 12);
        for (const some of begun) {
          const panel = [...question.kept, ...some];
          expect(test(panel)).toBe(byEnumeration(question, panel));
        }
      }),
      { numRuns: 400 },
    );
  });

  // example_small of 'Fair algorithms for selecting citizens' assemblies' (Nature 2021).
  it.each([
    [20, 2],
    [20, 8],
    [200, 10],
  ])('finds the only kind of panel of example_small with %i people and %i seats', (n, seats) => {
    const pool = people([
      ['female', 'conservative'],
      ...Array.from({ length: n / 2 - 1 }, () => ['female', 'liberal']),
      ...Array.from({ length: n / 2 }, () => ['male', 'conservative']),
    ]);
    const half = ['female', 'male', 'liberal', 'conservative'].map((tag) => ({ tag, min: seats / 2 - 1, max: seats }));
    const constraints = { seats, quotas: half, perEmployer: 1 };
    const test = completable(pool, constraints);
    expect(test([])).toBe(true);
    expect(test([pool[0]!])).toBe(true);
    // Too many of either kind leave no room for the other half.
    expect(test(pool.slice(1, seats / 2 + 3))).toBe(false);
    expect(test(pool.slice(n / 2, n / 2 + seats / 2 + 2))).toBe(false);
  });

  it('sees that colleagues block each other', () => {
    const pool = people([['archives'], ['transport']], 1);
    const quotas = [
      { tag: 'archives', min: 1, max: 2 },
      { tag: 'transport', min: 1, max: 2 },
    ];
    expect(completable(pool, { seats: 2, quotas, perEmployer: 1 })([])).toBe(false);
    expect(completable(pool, { seats: 2, quotas, perEmployer: 2 })([])).toBe(true);
  });

  it('answers for a large pool with many employers at once', () => {
    const pool = people(
      Array.from({ length: 1_000 }, (_, at) => (at % 3 === 0 ? ['archives'] : at % 7 === 0 ? ['transport'] : [])),
      300,
    );
    const quotas = ['archives', 'transport'].map((tag) => ({ tag, min: 2, max: 3 }));
    const started = process.cpuUsage();
    expect(completable(pool, { seats: 9, quotas, perEmployer: 1 })([])).toBe(true);
    expect(process.cpuUsage(started).user / 1e3).toBeLessThan(500);
  });
});

describe('smallestRelaxations', () => {
  it('names the quota that is short and how far', () => {
    const pool = people([['transport'], ['transport'], []]);
    const quotas = [
      { tag: 'archives', min: 1, max: 2 },
      { tag: 'transport', min: 1, max: 2 },
    ];
    expect(smallestRelaxations([], pool, { seats: 2, quotas, perEmployer: 1 })).toEqual([
      [{ kind: 'min', tag: 'archives', from: 1, to: 0 }],
    ]);
  });

  it('offers every smallest way out', () => {
    const pool = people([['archives'], ['transport']], 1);
    const quotas = [{ tag: 'archives', min: 1, max: 2 }];
    expect(smallestRelaxations([], pool, { seats: 2, quotas, perEmployer: 1 })).toEqual([
      [{ kind: 'seats', from: 2, to: 1 }],
      [{ kind: 'employer', from: 1, to: 2 }],
    ]);
  });

  it('says nothing of a question that has an answer', () => {
    expect(smallestRelaxations([], people([[], []]), { seats: 2, quotas: [], perEmployer: 1 })).toEqual([[]]);
  });

  it('is enough, and nothing smaller is', () => {
    fc.assert(
      fc.property(anyQuestion({ candidates: 5, seats: 3 }), ({ candidates, kept, constraints }) => {
        const ways = smallestRelaxations(kept, candidates, constraints);
        expect(ways.length).toBeGreaterThan(0);
        const totals = ways.map((way) => way.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0));
        expect(new Set(totals).size).toBe(1);
        expect(totals[0] === 0).toBe(completable(candidates, constraints)(kept));
      }),
      { numRuns: 150 },
    );
  });
});
