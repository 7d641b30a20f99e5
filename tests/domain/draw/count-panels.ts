import type { Candidate, Question } from '../../../domain/draw/constraints';
import { fraction, toText } from '../../../domain/draw/fraction';

/**
 * How many panels obey the constraints, exactly: employer by employer, a table from (people taken, how many of them carry each
 * tag) to the number of ways to take them.
 */
export function countPanels({ candidates, kept, constraints }: Question): bigint {
  const { seats, quotas, perEmployer } = constraints;
  const marks = ({ tags }: Candidate): number[] => [1, ...quotas.map(({ tag }) => (tags.includes(tag) ? 1 : 0))];
  const sum = (a: readonly number[], b: readonly number[]): number[] => a.map((value, at) => value + b[at]!);
  const most = [seats, ...quotas.map(({ max }) => max)];
  const least = [seats, ...quotas.map(({ min }) => min)];
  const start = kept.map(marks).reduce(
    sum,
    most.map(() => 0),
  );

  let ways = new Map([[start.join(), 1n]]);
  for (const employer of new Set([...candidates, ...kept].map((person) => person.employer))) {
    const already = kept.filter((person) => person.employer === employer).length;
    if (already > perEmployer) return 0n;
    // By how many it sends as well.
    let sent = new Map([...ways].map(([state, count]) => [`${already};${state}`, count]));
    for (const person of candidates.filter((candidate) => candidate.employer === employer)) {
      const next = new Map(sent);
      for (const [key, count] of sent) {
        const [number, state] = key.split(';') as [string, string];
        const taken = sum(state.split(',').map(Number), marks(person));
        if (Number(number) === perEmployer || taken.some((value, at) => value > most[at]!)) continue;
        const into = `${Number(number) + 1};${taken}`;
        next.set(into, (next.get(into) ?? 0n) + count);
      }
      sent = next;
    }
    ways = new Map();
    for (const [key, count] of sent) {
      const state = key.split(';')[1]!;
      ways.set(state, (ways.get(state) ?? 0n) + count);
    }
  }
  const isWhole = (state: string) =>
    state.split(',').every((value, at) => Number(value) >= least[at]! && Number(value) <= most[at]!);
  return [...ways].reduce((total, [state, count]) => (isWhole(state) ? total + count : total), 0n);
}

/** The question that is left when this person is drawn. */
const joined = (question: Question, person: Candidate): Question => ({
  ...left(question, person),
  kept: [...question.kept, person],
});

/** The question that is left when this person is not. */
const left = (question: Question, person: Candidate): Question => ({
  ...question,
  candidates: question.candidates.filter(({ id }) => id !== person.id),
});

/** A person's chance when all panels are equally likely, exact. */
export const chanceToSit = (question: Question, person: Candidate): string =>
  toText(fraction(countPanels(joined(question, person)), countPanels(question)));

/** The panel of this number, from 0, without those kept. */
export function panelOf(question: Question, number: bigint): Candidate[] {
  const [person] = question.candidates;
  if (!person) return [];
  const withHim = countPanels(joined(question, person));
  return number < withHim
    ? [person, ...panelOf(joined(question, person), number)]
    : panelOf(left(question, person), number - withHim);
}
