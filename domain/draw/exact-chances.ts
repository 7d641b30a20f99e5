import { sortByBytes } from '../crypto/compare-bytes';
import type { Chance } from './chance';
import { type Candidate, mostFromOneEmployer, type Question } from './constraints';
import { type Fraction, fraction, plus, times, toText } from './fraction';

/**
 * The exact chances of a draw by tickets, or null where this method doesn't apply: some person is in two strata, or two
 * people share an employer that may not send both.
 *
 * Walks the uniformly random order of the tickets stratum by stratum: the next ticket belongs to a stratum with
 * probability (people of it not yet seen) / (people not yet seen in strata that can still take one), so the expected
 * number of open seats that each stratum wins follows from a recursion over how many of each have been seen.
 */
export function exactChances(question: Question): Chance[] | null {
  const { candidates, kept, constraints } = question;
  const tags = constraints.quotas.map(({ tag }) => tag);
  const stratumOf = (person: Candidate): number[] => tags.flatMap((tag, at) => (person.tags.includes(tag) ? [at] : []));
  const everybody = [...candidates, ...kept];
  if (everybody.some((person) => stratumOf(person).length > 1)) return null;
  if (mostFromOneEmployer(everybody) > constraints.perEmployer) return null;

  const size = (people: readonly Candidate[], at: number): number =>
    people.filter((person) => (stratumOf(person)[0] ?? tags.length) === at).length;
  const strata = [...constraints.quotas, { min: 0, max: constraints.seats }].map(({ min, max }, at) => {
    const already = size(kept, at);
    return { people: size(candidates, at), required: Math.max(0, min - already), most: Math.max(0, max - already) };
  });
  const required = strata.reduce((sum, stratum) => sum + stratum.required, 0);
  const extras = expectedExtras(strata, constraints.seats - kept.length - required);
  return sortByBytes(candidates, (person) => person.id).map((person) => {
    const at = stratumOf(person)[0] ?? tags.length;
    const seats = plus(fraction(strata[at]!.required), extras[at]!);
    return { id: person.id, chance: toText(times(seats, fraction(1, strata[at]!.people))) };
  });
}

interface Stratum {
  people: number;
  required: number;
  most: number;
}

/** Expected number of the `open` seats that each stratum wins. */
function expectedExtras(strata: readonly Stratum[], open: number): Fraction[] {
  const known = new Map<string, Fraction[]>();
  const none = strata.map(() => fraction(0));
  const from = (seen: readonly number[], left: number): Fraction[] => {
    if (left === 0) return none;
    const key = seen.join();
    const before = known.get(key);
    if (before) return before;
    const unseen = strata.map(({ people, most }, at) => (seen[at]! < most ? people - seen[at]! : 0));
    const total = unseen.reduce((sum, count) => sum + count, 0);
    const expected = unseen.reduce<Fraction[]>((sum, count, at) => {
      if (count === 0) return sum;
      const wins = seen[at]! >= strata[at]!.required;
      const later = from(seen.with(at, seen[at]! + 1), wins ? left - 1 : left);
      const chance = fraction(count, total);
      return sum.map((value, index) =>
        plus(value, times(chance, index === at && wins ? plus(later[index]!, fraction(1)) : later[index]!)),
      );
    }, none);
    known.set(key, expected);
    return expected;
  };
  return from(
    strata.map(() => 0),
    open,
  );
}
