import { Refusal } from '../errors';
import type { Question } from './constraints';

/**
 * Refuses what no pool could answer and what would make a draw mean something else than it says.
 *
 * @throws Refusal BAD_INPUT with the first field at fault, its value and what is allowed
 */
export function checkQuestion({ candidates, kept, constraints }: Question): void {
  const { seats, quotas, perEmployer } = constraints;
  const refuse = (field: string, value: unknown, allowed: string): never => {
    throw new Refusal('BAD_INPUT', { field, value, allowed });
  };
  const isCount = (value: number, from: number) => Number.isSafeInteger(value) && value >= from;
  const fewest = kept.length + 1;
  if (!isCount(seats, fewest)) refuse('constraints.seats', seats, `integer from ${fewest}`);
  if (!isCount(perEmployer, 1)) refuse('constraints.perEmployer', perEmployer, 'integer from 1');
  for (const [at, { tag, min, max }] of quotas.entries()) {
    const field = `constraints.quotas[${at}]`;
    if (quotas.findIndex((quota) => quota.tag.normalize('NFC') === tag.normalize('NFC')) < at)
      refuse(`${field}.tag`, tag, 'each tag once');
    if (!isCount(min, 0) || min > seats) refuse(`${field}.min`, min, `integer from 0 to ${seats}`);
    if (!isCount(max, min)) refuse(`${field}.max`, max, `integer from ${min}`);
  }
  const seen = new Set<string>();
  for (const [list, people] of Object.entries({ candidates, kept })) {
    for (const [at, { id }] of people.entries()) {
      // Tickets are made from the composed form, so two spellings of one name would share theirs.
      const name = id.normalize('NFC');
      if (name === '') refuse(`${list}[${at}].id`, id, 'not empty');
      if (seen.has(name)) refuse(`${list}[${at}].id`, id, 'each person once');
      seen.add(name);
    }
  }
}
