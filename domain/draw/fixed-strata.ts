import { type Candidate, countTag, mostFromOneEmployer, type Question } from './constraints';

/** People who count for one quota, or for none, and how many of them every panel must draw. */
export interface Stratum {
  people: readonly Candidate[];
  drawn: number;
}

/**
 * The strata of a question in which nothing is left to choose but who: no person counts for two quotas, no employer has more
 * people than it may send, and the limits leave every stratum one number of seats. Null when that is not so.
 *
 * Then everybody of a stratum has the chance seats / people in every lottery that treats equals alike, and so in the fairest.
 */
export function fixedStrata({ candidates, kept, constraints }: Question): Stratum[] | null {
  const { seats, quotas, perEmployer } = constraints;
  const everybody = [...candidates, ...kept];
  const counted = (person: Candidate) => quotas.filter(({ tag }) => person.tags.includes(tag)).length;
  if (everybody.some((person) => counted(person) > 1)) return null;
  if (mostFromOneEmployer(everybody) > perEmployer) return null;

  const open = seats - kept.length;
  const strata = [
    ...quotas.map(({ tag, min, max }) => {
      const people = candidates.filter((person) => person.tags.includes(tag));
      const already = countTag(kept, tag);
      return { people, least: Math.max(0, min - already), most: Math.min(people.length, max - already) };
    }),
    freeStratum(candidates.filter((person) => counted(person) === 0)),
  ];
  const least = strata.reduce((sum, stratum) => sum + stratum.least, 0);
  const most = strata.reduce((sum, stratum) => sum + stratum.most, 0);
  const all = strata.map((stratum) => ({
    people: stratum.people,
    drawn: Math.max(stratum.least, open - (most - stratum.most)),
    atMost: Math.min(stratum.most, open - (least - stratum.least)),
  }));
  return all.every(({ drawn, atMost }) => drawn === atMost)
    ? all.map(({ people, drawn }) => ({ people, drawn }))
    : null;
}

const freeStratum = (people: Candidate[]) => ({ people, least: 0, most: people.length });
