import { type Candidate, countTag, type Question } from './constraints';
import { mayJoin } from './feasibility';

/** One pick: who was the first by ticket, and of whom. */
export interface Choice {
  person: Candidate;
  /** Everybody who could have been picked in his place, himself included. */
  among(): Candidate[];
}

/**
 * Draws by tickets per stratum. Quotas first, in their order: until a quota has its minimum, the first person by ticket
 * who carries its tag and with whom the panel can still be completed; then the open seats: the first by ticket with whom
 * it can still be completed. So the result obeys every constraint whenever an answer exists, and nobody is passed over
 * but for a constraint.
 *
 * Fairness. People whom the constraints can't tell apart (same tags, colleagues alike) have equal chances exactly. Between
 * others this way of drawing equalises nothing, so it serves where nothing is left to equalise: strata with fixed counts
 * (`fixedStrata`) and the rows of a table.
 *
 * @param order all candidates by ticket
 * @returns the drawn, those kept left out, in the order drawn; the question must be feasible
 */
export function pickByTickets({ candidates, kept, constraints }: Question, order: readonly Candidate[]): Choice[] {
  const panel = [...kept];
  const choices: Choice[] = [];
  const drawNext = (people: readonly Candidate[]): void => {
    const joins = mayJoin([...panel], candidates, constraints);
    const person = people.find(joins)!;
    choices.push({ person, among: () => people.filter(joins) });
    panel.push(person);
  };
  for (const { tag, min } of constraints.quotas) {
    const stratum = order.filter((person) => person.tags.includes(tag));
    while (countTag(panel, tag) < min) drawNext(stratum);
  }
  while (panel.length < constraints.seats) drawNext(order);
  return choices;
}
