import { type Candidate, countTag, type Question } from './constraints';
import { mayJoin } from './feasibility';

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
export function pickByTickets({ candidates, kept, constraints }: Question, order: readonly Candidate[]): Candidate[] {
  const panel = [...kept];
  const drawNext = (people: readonly Candidate[]): void => {
    panel.push(people.find(mayJoin(panel, candidates, constraints))!);
  };
  for (const { tag, min } of constraints.quotas) {
    const stratum = order.filter((person) => person.tags.includes(tag));
    while (countTag(panel, tag) < min) drawNext(stratum);
  }
  while (panel.length < constraints.seats) drawNext(order);
  return panel.slice(kept.length);
}
