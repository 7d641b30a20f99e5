import { Refusal } from '../errors';
import type { SeatRole } from '../panel/panel';
import type { Constraints, Quota } from './constraints';
import { assertApproved, type Departure, type DepartureChange } from './departure';
import type { AppointedSeatRule, PanelRule } from './panel-rule';

/** What the size and the quotas of a panel depend on. */
export interface PanelFacts {
  insidePlanningArea: boolean;
  /** Volumes in the frozen catalogue, classified ones included. */
  volumes: number;
  /** As listed in the plan. */
  industry: string;
}

export interface PlannedSeat {
  /** From 1, leader first. */
  number: number;
  role: SeatRole;
  /** Who fills it: a body that names its member, or the draw. */
  from: AppointedSeatRule['from'] | 'draw';
  /** For a drawn seat, the specialty group it stands for; null is open. */
  quota: string | null;
}

export interface PanelPlan {
  seats: PlannedSeat[];
  /** What the drawn members must obey together. */
  constraints: Constraints;
  /** Smaller numbers of drawn seats that the panel may have instead. */
  sizes: number[];
  /** Marks that make a person eligible for some drawn seat, or null when an open seat takes everybody. */
  wantedTags: string[] | null;
}

/**
 * The seats of a panel by its template and the departures that the director approved.
 *
 * The required specialties are counted over all drawn members; `quota` on a seat says which requirement it was planned
 * for, and `seatMembers` puts the members on the seats.
 *
 * @throws Refusal NO_SPECIALTY_MAP when the industry has no specialty group and no departure gives one
 * @throws Refusal DEPARTURE_NEEDS_DIRECTOR, SAME_PERSON for a departure without a second person's approval
 * @throws Refusal PANEL_TEMPLATE_INVALID when the panel would be even or below 5, or too few seats would be drawn
 */
export function planSeats(rule: PanelRule, facts: PanelFacts, departures: readonly Departure[] = []): PanelPlan {
  departures.forEach(assertApproved);
  const large =
    (rule.size.largeInsidePlanningArea && facts.insidePlanningArea) || facts.volumes >= rule.size.largeFromVolumes;
  const appointed = rule.appointed.filter((seat) => facts.insidePlanningArea || !seat.onlyInsidePlanningArea);
  const changes = departures.flatMap(({ change }) => singly(change, appointed.length));
  const size = lastChange(changes, 'size')?.size ?? (large ? rule.size.large : rule.size.standard);
  const drawn = size - appointed.length;

  const mins = rule.quotas.map(({ of, standard, large: many }): [string, Quota] => {
    const tag = of === 'industry' ? specialtyGroup(rule, facts.industry, changes) : of;
    return [tag, { tag, min: large ? many : standard, max: drawn }];
  });
  const quotas = new Map(mins);
  for (const change of changes) {
    if (change.kind === 'quota') quotas.set(change.tag, { tag: change.tag, min: change.min, max: change.max });
    const moved = change.kind === 'limit' && quotas.get(change.tag);
    if (moved) quotas.set(moved.tag, { ...moved, [change.limit]: change.to });
  }
  const required = [...quotas.values()].flatMap(({ tag, min }) => Array.from({ length: min }, () => tag));
  if (size % 2 === 0 || size < 5 || drawn < rule.minimumDrawn || required.length > drawn) {
    throw new Refusal('PANEL_TEMPLATE_INVALID', {
      field: 'size',
      value: size,
      allowed: 'an odd number from 5',
      drawn,
      minimumDrawn: rule.minimumDrawn,
      required: required.length,
    });
  }

  const seats: Omit<PlannedSeat, 'number'>[] = [
    ...appointed.map(({ role, from }) => ({ role, from, quota: null })),
    ...Array.from({ length: drawn }, (_, seat) => ({
      role: 'expert' as const,
      from: 'draw' as const,
      quota: required[seat] ?? null,
    })),
  ];
  return {
    seats: seats.map((seat, index) => ({ number: index + 1, ...seat })),
    constraints: {
      seats: drawn,
      quotas: [...quotas.values()],
      perEmployer: lastChange(changes, 'per-employer')?.limit ?? rule.perEmployer,
    },
    sizes: smallerSizes(size).flatMap((smaller) => {
      const seats = smaller - appointed.length;
      return seats >= rule.minimumDrawn ? [seats] : [];
    }),
    wantedTags: lastChange(changes, 'only')?.tags ?? (required.length < drawn ? null : [...new Set(required)]),
  };
}

/** A panel is odd and of at least five (the Measures, 档发〔2006〕2号, article 7). */
function smallerSizes(size: number): number[] {
  return size - 2 < 5 ? [] : [size - 2, ...smallerSizes(size - 2)];
}

/** A change of one thing at a time. */
type SingleChange =
  | Exclude<DepartureChange, { kind: 'relaxation' }>
  | { kind: 'limit'; limit: 'min' | 'max'; tag: string; to: number };

function singly(change: DepartureChange, appointed: number): SingleChange[] {
  if (change.kind !== 'relaxation') return [change];
  return change.moves.map(({ kind, tag, to }): SingleChange => {
    if (kind === 'seats') return { kind: 'size', size: appointed + to };
    if (kind === 'employer') return { kind: 'per-employer', limit: to };
    return { kind: 'limit', limit: kind, tag: tag!, to };
  });
}

function specialtyGroup(rule: PanelRule, industry: string, changes: readonly SingleChange[]): string {
  const approved = lastChange(changes, 'specialty-group')?.group;
  const group = approved ?? new Map(Object.entries(rule.specialtyGroups)).get(industry);
  if (group === undefined) {
    const allowed = Object.keys(rule.specialtyGroups);
    throw new Refusal('NO_SPECIALTY_MAP', { field: 'industry', value: industry, allowed });
  }
  return group;
}

function lastChange<K extends SingleChange['kind']>(changes: readonly SingleChange[], kind: K) {
  return changes.findLast((change) => change.kind === kind) as Extract<SingleChange, { kind: K }> | undefined;
}
