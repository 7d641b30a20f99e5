import fc from 'fast-check';
import { type Candidate, type Constraints, countTag, mostFromOneEmployer } from '../../../domain/draw/constraints';
import { completable } from '../../../domain/draw/feasibility';
import { type Relaxation, smallestRelaxations } from '../../../domain/draw/relaxation';
import { numbersFrom } from './pools';
import { anyQuestion, choose, people } from './questions';

/** What must move for one panel of the given size, taken as it is. */
function movesFor(panel: readonly Candidate[], { seats, quotas, perEmployer }: Constraints): Relaxation[] {
  const most = mostFromOneEmployer(panel);
  return [
    ...quotas.map(({ tag, min }) => ({
      kind: 'min' as const,
      tag,
      from: min,
      to: Math.min(min, countTag(panel, tag)),
    })),
    ...quotas.map(({ tag, max }) => ({
      kind: 'max' as const,
      tag,
      from: max,
      to: Math.max(max, countTag(panel, tag)),
    })),
    { kind: 'employer' as const, from: perEmployer, to: Math.max(perEmployer, most) },
    { kind: 'seats' as const, from: seats, to: panel.length },
  ].filter(({ from, to }) => from !== to);
}

const sizeOf = (moves: readonly Relaxation[]): number =>
  moves.reduce((sum, { from, to }) => sum + Math.abs(to - from), 0);

/** The least total over all panels there are, and the moves of every panel that needs no more. */
function byEnumeration(
  panel: readonly Candidate[],
  pool: readonly Candidate[],
  constraints: Constraints,
  sizes: readonly number[],
): string[] {
  const ways = [constraints.seats, ...sizes]
    .filter((seats) => seats >= panel.length)
    .flatMap((seats) => choose(pool, seats - panel.length))
    .map((added) => movesFor([...panel, ...added], constraints));
  const least = Math.min(...ways.map(sizeOf));
  return inOrder(ways.filter((moves) => sizeOf(moves) === least));
}

const inOrder = (ways: readonly Relaxation[][]): string[] =>
  [...new Set(ways.map((way) => JSON.stringify(way)))].sort();

describe('smallestRelaxations', () => {
  const quotas = [
    { tag: 'archives', min: 1, max: 2 },
    { tag: 'transport', min: 1, max: 2 },
  ];

  it('names the quota that is short and how far', () => {
    const pool = people([['transport'], ['transport'], []]);
    expect(smallestRelaxations([], pool, { seats: 2, quotas, perEmployer: 1 })).toEqual([
      [{ kind: 'min', tag: 'archives', from: 1, to: 0 }],
    ]);
  });

  it('offers every smallest way out, a smaller panel only where there may be one', () => {
    const pool = people([['archives'], ['transport']], 1);
    const constraints = { seats: 2, quotas: quotas.slice(0, 1), perEmployer: 1 };
    const employer = [{ kind: 'employer', from: 1, to: 2 }];
    expect(smallestRelaxations([], pool, constraints)).toEqual([employer]);
    expect(smallestRelaxations([], pool, constraints, [1])).toEqual([employer, [{ kind: 'seats', from: 2, to: 1 }]]);
  });

  it('puts ways that touch fewer limits first', () => {
    const pool = people([['archives'], ['archives'], ['archives', 'transport']]);
    const both = { seats: 3, quotas: [{ tag: 'archives', min: 0, max: 1 }], perEmployer: 1 };
    expect(smallestRelaxations([], pool, both, [2])).toEqual([
      [{ kind: 'max', tag: 'archives', from: 1, to: 3 }],
      [
        { kind: 'max', tag: 'archives', from: 1, to: 2 },
        { kind: 'seats', from: 3, to: 2 },
      ],
    ]);
  });

  it('says nothing of a question that has an answer, and that nothing helps where there are too few people', () => {
    expect(smallestRelaxations([], people([[], []]), { seats: 2, quotas: [], perEmployer: 1 })).toEqual([[]]);
    expect(smallestRelaxations([], [], { seats: 2, quotas, perEmployer: 1 })).toEqual([]);
    expect(smallestRelaxations([], people([['archives']]), { seats: 2, quotas, perEmployer: 1 })).toEqual([]);
  });

  it('agrees with trying every panel', () => {
    fc.assert(
      fc.property(
        anyQuestion({ candidates: 6, seats: 4 }),
        fc.subarray([1, 2, 3]),
        ({ candidates, kept, constraints }, some) => {
          const sizes = some.filter((seats) => seats < constraints.seats);
          const ways = smallestRelaxations(kept, candidates, constraints, sizes);
          expect(inOrder(ways)).toEqual(byEnumeration(kept, candidates, constraints, sizes));
          expect(ways.some((way) => way.length === 0)).toBe(completable(candidates, constraints)(kept));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  const TAGS = ['archives', 'transport', 'water', 'power', 'newcomer'];
  const random = numbersFrom('five quotas');
  const overlapping = people(
    Array.from({ length: 120 }, () => TAGS.filter(() => random(3) === 0)),
    60,
  );
  const three = { seats: 9, quotas: TAGS.map((tag) => ({ tag, min: 3, max: 4 })), perEmployer: 1 };
  it.each<[string, Candidate[]]>([
    [
      'a tag that nobody has',
      overlapping.map((person) => ({ ...person, tags: person.tags.filter((tag) => tag !== 'power') })),
    ],
    [
      'quotas that together ask for more people than seats',
      overlapping.map((person, at) => ({ ...person, tags: [TAGS[at % 5]!] })),
    ],
    [
      'a tag that one employer has alone',
      overlapping.map((person) => (person.tags.includes('power') ? { ...person, employer: 'one' } : person)),
    ],
  ])('is found for five quotas over 120 people: %s', (_, pool) => {
    expect(completable(pool, three)([])).toBe(false);
    expect(smallestRelaxations([], pool, three)[0]!.length).toBeGreaterThan(0);
  });
});
