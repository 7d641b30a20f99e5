import { createHash } from 'node:crypto';
import type { Candidate, Question } from '../../../domain/draw/constraints';

/** Whole numbers below a limit that look random and are the same on every run. */
export function numbersFrom(seed: string): (limit: number) => number {
  let count = 0;
  return (limit) => createHash('sha256').update(`${seed}/${count++}`).digest().readUInt32BE() % limit;
}

/** A pool whose best lowest and highest chance follow from counting. */
export interface KnownPool {
  question: Question;
  lowest: number;
  highest: number;
}

/**
 * Pools in which a `few` of the people are a stratum of their own that gets just `seats` seats, by its minimum or by its
 * maximum, while all others share the rest. Two more tags and the employers are given out by a seed; their quotas are wide
 * and the employers large enough in number that they don't raise or lower anybody's best chance. So one of the two chances
 * is `seats / few` and the other (drawn − seats) / (people − few), whatever the lottery.
 */
function scarce(
  seed: string,
  people: number,
  drawn: number,
  few: number,
  bound: 'min' | 'max',
  perEmployer: number,
): KnownPool {
  const random = numbersFrom(seed);
  const employers = Math.ceil(people / 2);
  const candidates = Array.from({ length: people }, (_, at): Candidate => {
    const tags = [...(random(3) === 0 ? ['newcomer'] : []), ...(random(2) === 0 ? ['senior'] : [])];
    return { id: `p${at}`, tags: at < few ? ['scarce', ...tags] : tags, employer: `e${random(employers)}` };
  });
  const quotas = [
    bound === 'min' ? { tag: 'scarce', min: 1, max: drawn } : { tag: 'scarce', min: 0, max: 1 },
    { tag: 'newcomer', min: 1, max: Math.ceil(drawn / 2) },
    { tag: 'senior', min: 1, max: drawn - 1 },
  ];
  const chances = [1 / few, (drawn - 1) / (people - few)];
  const question = { candidates, kept: [], constraints: { seats: drawn, quotas, perEmployer } };
  return { question, lowest: Math.min(...chances), highest: Math.max(...chances) };
}

/**
 * The four sizes for which a prototype's lowest and highest chance are known to three digits: .154/.250, .109/.200, .073/.091
 * and .028/.030. Those are 4/26 and 1/4, 6/55 and 1/5, 8/109 and 1/11, 1/36 and 8/264: one seat for a scarce stratum of 4, 5, 11
 * or 36.
 */
export const PROTOTYPES: [name: string, pool: KnownPool][] = [
  ['30 → 5', scarce('30', 30, 5, 4, 'min', 1)],
  ['60 → 7', scarce('60', 60, 7, 5, 'min', 1)],
  ['120 → 9, two per employer', scarce('120', 120, 9, 11, 'min', 2)],
  ['300 → 9', scarce('300', 300, 9, 36, 'max', 1)],
];

/** example_small of 'Fair algorithms for selecting citizens’ assemblies': best lowest chance 10 % with 20 people and 2 seats. */
export function exampleSmall(people: number, seats: number): Question {
  const tags = [
    ['female', 'conservative'],
    ...Array.from({ length: people / 2 - 1 }, () => ['female', 'liberal']),
    ...Array.from({ length: people / 2 }, () => ['male', 'conservative']),
  ];
  const quotas = ['female', 'male', 'liberal', 'conservative'].map((tag) => ({ tag, min: seats / 2 - 1, max: seats }));
  return {
    candidates: tags.map((own, at) => ({ id: `p${at}`, tags: own, employer: `e${at}` })),
    kept: [],
    constraints: { seats, quotas, perEmployer: 1 },
  };
}
