import { concat, utf8 } from '../crypto/bytes';
import { canonicalBytes } from '../crypto/canonical-json';
import { sortByBytes } from '../crypto/compare-bytes';
import { sha256 } from '../crypto/sha256';
import type { Chance } from './chance';
import type { Candidate, Question } from './constraints';
import { completable } from './feasibility';
import { fraction, toText } from './fraction';
import { pickByTickets } from './pick-by-tickets';

/**
 * The chances of a draw by tickets as seen in `rounds` draws of the same question with published pseudo-random orders,
 * pooled over people whom the constraints can't tell apart. Anybody who repeats the simulation gets the same numbers:
 * round r sorts the candidates (by id) by 32-bit words of SHA-256(SHA-256(question) ‖ `r/0`), `r/1`, …, eight words each.
 * Standard error of one chance p: at most √(p(1−p)/rounds).
 */
export function estimatedChances(question: Question, rounds: number): Chance[] {
  const candidates = sortByBytes(question.candidates, (person) => person.id);
  const { kept, constraints } = question;
  const seed = sha256(canonicalBytes({ candidates, kept, constraints }));
  const canComplete = completable(candidates, constraints);
  const times = new Map(candidates.map(({ id }) => [id, 0]));
  for (let round = 0; round < rounds; round++) {
    const words = randomWords(seed, round, candidates.length);
    const order = candidates
      .map((person, at) => ({ person, word: words[at]!, at }))
      .sort((a, b) => a.word - b.word || a.at - b.at)
      .map(({ person }) => person);
    for (const { id } of pickByTickets(question, order, canComplete)) times.set(id, times.get(id)! + 1);
  }
  const types = groupBy(candidates, typeOf(question));
  const chances = new Map<string, string>();
  for (const people of types.values()) {
    const drawn = people.reduce((sum, { id }) => sum + times.get(id)!, 0);
    for (const { id } of people) chances.set(id, toText(fraction(drawn, rounds * people.length)));
  }
  return candidates.map(({ id }) => ({ id, chance: chances.get(id)! }));
}

function randomWords(seed: Uint8Array, round: number, count: number): number[] {
  const words: number[] = [];
  for (let block = 0; words.length < count; block++) {
    const { buffer, byteOffset } = sha256(concat(seed, utf8(`${round}/${block}`)));
    const view = new DataView(buffer, byteOffset, 32);
    for (let word = 0; word < 8; word++) words.push(view.getUint32(word * 4));
  }
  return words;
}

/** People with equal types are exchangeable: same quota tags, and colleagues (drawable or kept) with the same tags. */
function typeOf({ candidates, kept, constraints }: Question): (person: Candidate) => string {
  const tagsOf = (person: Candidate): string =>
    constraints.quotas.map(({ tag }) => (person.tags.includes(tag) ? 1 : 0)).join('');
  const colleagues = groupBy(
    [
      ...candidates.map((person) => ({ person, mark: tagsOf(person) })),
      ...kept.map((person) => ({ person, mark: 'kept' })),
    ],
    ({ person }) => person.employer,
  );
  return (person) => {
    const marks = colleagues.get(person.employer)!.map(({ mark }) => mark);
    return `${tagsOf(person)} of ${marks.sort().join(' ')}`;
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
