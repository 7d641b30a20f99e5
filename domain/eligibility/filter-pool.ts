import { addMonths, type LocalDate } from '../calendar/local-date';
import { sortByBytes } from '../crypto/compare-bytes';
import type { EligibilityRule } from './eligibility-rule';
import { loads } from './load';
import type { HalfDay, PoolPerson } from './pool-person';
import { type Organisation, type Party, type RecusalCode, recusals } from './recusal';
import { isAtCap } from './yearly-cap';

/** In the order in which they are applied. */
export const FILTERS = ['status', 'specialty', 'recusal', 'yearly-cap', 'availability', 'load'] as const;
export type FilterName = (typeof FILTERS)[number];

export type ExclusionCode =
  | 'NOT_ACTIVE'
  | 'REGULATOR_STAFF'
  | 'AGE_UNKNOWN'
  | 'AGE'
  | 'QUALIFICATION'
  | 'SPECIALTY'
  | RecusalCode
  | 'YEARLY_CAP'
  | 'UNAVAILABLE'
  | 'LOAD';

/** What eligibility depends on besides the person. */
export interface EligibilityContext {
  rule: EligibilityRule;
  /** Marks of which a person needs one, or null when everybody fits some seat. See `planSeats`. */
  wantedTags: readonly string[] | null;
  freezeOn: LocalDate;
  /** The fixed half-days of the meeting, at least one. */
  halfDays: readonly HalfDay[];
  parties: readonly Party[];
  organisations: readonly Organisation[];
}

/** Someone who may be drawn. */
export interface EligiblePerson {
  id: string;
  employerId: string | null;
  /** His specialties and, within the load rule's months of joining, `newcomer`. */
  tags: string[];
  load: number;
}

export interface Exclusion {
  id: string;
  filter: FilterName;
  code: ExclusionCode;
}

export interface FilterStep {
  filter: FilterName;
  removed: number;
  left: number;
  byCode: Partial<Record<ExclusionCode, number>>;
}

export interface FilteredPool {
  eligible: EligiblePerson[];
  excluded: Exclusion[];
  /** Eligible people with a relation in the group of a party; an officer looks at each. */
  flagged: { id: string; code: 'SAME_GROUP'; organisationIds: string[] }[];
  /** One per filter, in order. */
  steps: FilterStep[];
}

/**
 * Passes the pool through the filters in their fixed order. Each person is removed by the first filter that objects,
 * with that filter's code; the last filter compares loads among those who are left then. Results are sorted by the
 * bytes of the ids, whatever the order of `people`.
 *
 * @param people the whole pool, those who left it included, each once
 */
export function filterPool(people: readonly PoolPerson[], context: EligibilityContext): FilteredPool {
  const { rule, freezeOn, halfDays } = context;
  const meetingOn = halfDays.map((half) => half.slice(0, 10)).sort()[0]!;
  const recused = recusals(rule.recusal, context.parties, context.organisations, freezeOn);
  const load = loads(rule.load, people, freezeOn);
  const tagsOf = (person: PoolPerson): string[] => [
    ...person.specialties,
    ...(load.isNewcomer(person) ? ['newcomer'] : []),
  ];
  const objection: Record<FilterName, (left: readonly PoolPerson[]) => (person: PoolPerson) => ExclusionCode | null> = {
    status: () => (person) => statusObjection(person, rule, meetingOn),
    specialty: () => (person) =>
      context.wantedTags === null || tagsOf(person).some((tag) => context.wantedTags!.includes(tag))
        ? null
        : 'SPECIALTY',
    recusal: () => recused.reason,
    'yearly-cap': () => (person) => (isAtCap(person, rule, meetingOn) ? 'YEARLY_CAP' : null),
    availability: () => (person) => (person.unavailable.some((half) => halfDays.includes(half)) ? 'UNAVAILABLE' : null),
    load: (left) => {
      const most = Math.min(...left.map(load.of)) + rule.load.slack;
      return (person) => (load.of(person) > most ? 'LOAD' : null);
    },
  };

  let left = sortByBytes(people, ({ id }) => id);
  const excluded: Exclusion[] = [];
  const steps = FILTERS.map((filter): FilterStep => {
    const codeOf = objection[filter](left);
    const removed = left.flatMap((person) => {
      const code = codeOf(person);
      return code === null ? [] : [{ id: person.id, filter, code }];
    });
    const gone = new Set(removed.map(({ id }) => id));
    left = left.filter(({ id }) => !gone.has(id));
    excluded.push(...removed);
    return { filter, removed: removed.length, left: left.length, byCode: countCodes(removed) };
  });

  return {
    eligible: left.map((person) => ({
      id: person.id,
      employerId: person.employerId,
      tags: tagsOf(person),
      load: load.of(person),
    })),
    excluded: sortByBytes(excluded, ({ id }) => id),
    flagged: left.flatMap((person) => {
      const organisationIds = recused.sameGroup(person);
      return organisationIds.length > 0 ? [{ id: person.id, code: 'SAME_GROUP' as const, organisationIds }] : [];
    }),
    steps,
  };
}

/** How many were removed for which reason; codes in the order of the exclusions. */
export function countCodes(exclusions: readonly { code: ExclusionCode }[]): FilterStep['byCode'] {
  const counts: FilterStep['byCode'] = {};
  for (const { code } of exclusions) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function statusObjection(person: PoolPerson, rule: EligibilityRule, meetingOn: LocalDate): ExclusionCode | null {
  if (person.status !== 'active') return 'NOT_ACTIVE';
  if (person.regulatorStaff) return 'REGULATOR_STAFF';
  if (person.birthDate === null) return 'AGE_UNKNOWN';
  if (addMonths(person.birthDate, 12 * (rule.maximumAge + 1)) <= meetingOn) return 'AGE';
  const qualified = rule.qualifications.some(
    ({ titleLevel, yearsInField }) => person.titleLevel === titleLevel && person.yearsInField >= yearsInField,
  );
  return qualified ? null : 'QUALIFICATION';
}
