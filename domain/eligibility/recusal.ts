import { addMonths, type LocalDate } from '../calendar/local-date';
import type { RecusalRule } from './eligibility-rule';
import type { PoolPerson, Relation, RelationKind } from './pool-person';

/** An organisation of the register with all names it has or had. */
export interface Organisation {
  id: string;
  names: readonly string[];
  parentGroupId: string | null;
  successorOfId: string | null;
}

/** A party of the project. */
export interface Party {
  organisationId: string;
  role: string;
}

export type RecusalCode = 'SELF_RECUSED' | `RECUSED_${Uppercase<RelationKind>}`;

/** What ties a person to organisations and to the project; of a pool or not. */
export type TiedPerson = Pick<PoolPerson, 'employerId' | 'relations' | 'selfRecused'>;

export interface Recusals {
  /** Why the person may not sit (the first reason found is enough), or null. */
  reason(person: TiedPerson): RecusalCode | null;
  /** Parties in whose group, but not at whom, the person has a relation: for an officer to judge. Ids, sorted. */
  sameGroup(person: TiedPerson): string[];
}

/**
 * Who must stay out of a project. A relation counts when it lasts or ended within `rule.years` before `freezeOn` (that day
 * included), at a party with one of `rule.partyRoles`, at its predecessors and successors, under any name they ever had.
 */
export function recusals(
  rule: RecusalRule,
  parties: readonly Party[],
  register: readonly Organisation[],
  freezeOn: LocalDate,
): Recusals {
  const since = addMonths(freezeOn, -12 * rule.years);
  const partyIds = parties.filter(({ role }) => rule.partyRoles.includes(role)).map((party) => party.organisationId);
  const barred = withSuccession(partyIds, register);
  const barredNames = new Set(register.filter(({ id }) => barred.has(id)).flatMap(({ names }) => names.map(plainName)));
  const idsByName = new Map(register.flatMap(({ id, names }) => names.map((name) => [plainName(name), id] as const)));

  const counting = ({ employerId, relations }: TiedPerson): Relation[] => [
    ...(employerId === null ? [] : [employment(employerId)]),
    ...relations.filter(({ until }) => until === null || until >= since),
  ];
  const isBarred = ({ organisationId, organisationName }: Relation): boolean =>
    (organisationId !== null && barred.has(organisationId)) ||
    (organisationName !== null && barredNames.has(plainName(organisationName)));
  const groupOf = ({ organisationId, organisationName }: Relation): string | null => {
    const id = organisationId ?? idsByName.get(plainName(organisationName ?? '')) ?? null;
    return id === null ? null : topOfGroup(id, register);
  };

  return {
    reason: (person) => {
      if (person.selfRecused) return 'SELF_RECUSED';
      const relation = counting(person).find(isBarred);
      return relation ? `RECUSED_${relation.kind.toUpperCase() as Uppercase<RelationKind>}` : null;
    },
    sameGroup: (person) => {
      const groups = new Set(counting(person).map(groupOf));
      return partyIds.filter((id) => groups.has(topOfGroup(id, register))).sort();
    },
  };
}

const employment = (organisationId: string): Relation => ({
  kind: 'employment',
  organisationId,
  organisationName: null,
  until: null,
});

/** `ids` with all organisations they came from or went into, over any number of steps. */
function withSuccession(ids: readonly string[], register: readonly Organisation[]): Set<string> {
  const found = new Set(ids);
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { id, successorOfId } of register) {
      if (successorOfId !== null && (found.has(id) || found.has(successorOfId))) found.add(id).add(successorOfId);
    }
  }
  return found;
}

function topOfGroup(id: string, register: readonly Organisation[]): string {
  const seen = new Set<string>();
  for (let top = id; ; ) {
    seen.add(top);
    const parent = register.find((organisation) => organisation.id === top)?.parentGroupId ?? null;
    if (parent === null || seen.has(parent)) return top;
    top = parent;
  }
}

/** A name without spaces and with full-width letters, digits and brackets made plain. */
const plainName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toUpperCase();
