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
  const size = lastChange(departures, 'size')?.size ?? (large ? rule.size.large : rule.size.standard);
  const appointed = rule.appointed.filter((seat) => facts.insidePlanningArea || !seat.onlyInsidePlanningArea);
  const drawn = size - appointed.length;

  const mins = rule.quotas.map(({ of, standard, large: many }): [string, Quota] => {
    const tag = of === 'industry' ? specialtyGroup(rule, facts.industry, departures) : of;
    return [tag, { tag, min: large ? many : standard, max: drawn }];
  });
  const quotas = new Map(mins);
  for (const { change } of departures) {
    if (change.kind === 'quota') quotas.set(change.tag, { tag: change.tag, min: change.min, max: change.max });
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
      perEmployer: lastChange(departures, 'per-employer')?.limit ?? rule.perEmployer,
    },
    wantedTags: lastChange(departures, 'only')?.tags ?? (required.length < drawn ? null : [...new Set(required)]),
  };
}

function specialtyGroup(rule: PanelRule, industry: string, departures: readonly Departure[]): string {
  const approved = lastChange(departures, 'specialty-group')?.group;
  const group = approved ?? new Map(Object.entries(rule.specialtyGroups)).get(industry);
  if (group === undefined) {
    const allowed = Object.keys(rule.specialtyGroups);
    throw new Refusal('NO_SPECIALTY_MAP', { field: 'industry', value: industry, allowed });
  }
  return group;
}

function lastChange<K extends DepartureChange['kind']>(departures: readonly Departure[], kind: K) {
  const change = departures.findLast((departure) => departure.change.kind === kind)?.change;
  return change as Extract<DepartureChange, { kind: K }> | undefined;
}
