/** A person who may be drawn, reduced to what the constraints see. */
export interface Candidate {
  id: string;
  /** Specialty groups and other marks that a quota can name, e.g. `archives`, `newcomer`. */
  tags: readonly string[];
  employer: string;
}

/** From `min` to `max` of the drawn members carry `tag`. Someone with two tags counts for both. */
export interface Quota {
  tag: string;
  min: number;
  max: number;
}

/** What every drawn part of a panel must obey. */
export interface Constraints {
  /** Members, those kept from an earlier draw included. */
  seats: number;
  /** In the order in which required seats are drawn. */
  quotas: readonly Quota[];
  perEmployer: number;
}

/** The question a draw answers: which of the candidates join those kept so that the constraints hold. */
export interface Question {
  candidates: readonly Candidate[];
  /** Members who stay, e.g. when only the vacant seats of a re-inspection are drawn. */
  kept: readonly Candidate[];
  constraints: Constraints;
}

/** A single limit of `Constraints`. */
export interface Limit {
  kind: 'seats' | 'min' | 'max' | 'employer';
  /** The quota's tag, for `min` and `max`. */
  tag?: string;
}

/** The limits that `panel`, taken as complete, breaks; empty when it obeys all. */
export function brokenLimits(panel: readonly Candidate[], constraints: Constraints): Limit[] {
  const broken: Limit[] = [];
  if (panel.length !== constraints.seats) broken.push({ kind: 'seats' });
  for (const { tag, min, max } of constraints.quotas) {
    const count = countTag(panel, tag);
    if (count < min) broken.push({ kind: 'min', tag });
    if (count > max) broken.push({ kind: 'max', tag });
  }
  if (mostFromOneEmployer(panel) > constraints.perEmployer) broken.push({ kind: 'employer' });
  return broken;
}

/** How many of `people` carry `tag`. */
export const countTag = (people: readonly Candidate[], tag: string): number =>
  people.filter((person) => person.tags.includes(tag)).length;

/** The largest number of `people` who share an employer. */
export function mostFromOneEmployer(people: readonly Candidate[]): number {
  const counts = new Map<string, number>();
  for (const { employer } of people) counts.set(employer, (counts.get(employer) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
