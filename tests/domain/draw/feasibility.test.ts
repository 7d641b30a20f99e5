import fc from 'fast-check';
import { brokenLimits, type Candidate, type Question } from '../../../domain/draw/constraints';
import { completable, mayJoin } from '../../../domain/draw/feasibility';
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

  it('answers for a large pool with many employers', () => {
    const pool = people(
      Array.from({ length: 1_000 }, (_, at) => (at % 3 === 0 ? ['archives'] : at % 7 === 0 ? ['transport'] : [])),
      300,
    );
    const quotas = ['archives', 'transport'].map((tag) => ({ tag, min: 2, max: 3 }));
    expect(completable(pool, { seats: 9, quotas, perEmployer: 1 })([])).toBe(true);
  });
});

describe('mayJoin', () => {
  it('says of everybody what trying him says', () => {
    fc.assert(
      fc.property(anyQuestion(), fc.nat(), ({ candidates, kept, constraints }, pick) => {
        const panel = [...kept, ...candidates.slice(0, pick % 3)];
        const joins = mayJoin(panel, candidates, constraints);
        const test = completable(candidates, constraints);
        for (const person of candidates) {
          const isFree = !panel.includes(person);
          expect(joins(person)).toBe(isFree && test([...panel, person]));
        }
      }),
      { numRuns: 300 },
    );
  });
});
