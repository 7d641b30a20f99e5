import { type Candidate, countTag, type Question } from './constraints';
import { type Completable, completable } from './feasibility';

/**
 * Draws by tickets per stratum. Quotas first, in their order: until a quota has its minimum, the first person by ticket
 * who carries its tag and with whom the panel can still be completed; then the open seats: the first by ticket with whom
 * it can still be completed. So the result obeys every constraint whenever an answer exists, and nobody is passed over
 * but for a constraint.
 *
 * Fairness. People whom the constraints can't tell apart (same tags, colleagues alike) have equal chances exactly, and
 * between strata with fixed counts nothing can be equalised. Where people carry tags of several quotas, where colleagues
 * share an employer, or where open seats follow required ones, chances differ between groups by more than the
 * constraints force: someone of two specialties can enter twice, of two colleagues one bars the other, and who lost the
 * required seat of his stratum has a late ticket for the open seats. Those chances are published (`planTickets`), not hidden;
 * only a table of weighted panels makes them as equal as possible.
 *
 * @param order all candidates by ticket
 * @param canComplete the question's own test, from who asks it many times
 * @returns the drawn, those kept left out, in the order drawn; the question must be feasible
 */
export function pickByTickets(
  { candidates, kept, constraints }: Question,
  order: readonly Candidate[],
  canComplete: Completable = completable(candidates, constraints),
): Candidate[] {
  const panel = [...kept];
  const drawNext = (people: readonly Candidate[]): void => {
    panel.push(people.find((person) => !panel.includes(person) && canComplete([...panel, person]))!);
  };
  for (const { tag, min } of constraints.quotas) {
    const stratum = order.filter((person) => person.tags.includes(tag));
    while (countTag(panel, tag) < min) drawNext(stratum);
  }
  while (panel.length < constraints.seats) drawNext(order);
  return panel.slice(kept.length);
}
