import { brokenLimits, type Constraints, type Limit } from '../draw/constraints';
import type { MeetingRule } from './meeting-rule';
import type { Seat } from './panel';

/** A seat with what the invariant needs to know of its member. */
export interface PanelMember extends Seat {
  /** Organisation the member works for, or null when there is none. */
  employerId: string | null;
  /** Marks that quotas name, e.g. specialty groups. */
  tags: readonly string[];
  /** A ground for recusal is known. */
  recused: boolean;
}

export type PanelViolation =
  | { code: 'EVEN' | 'TOO_SMALL'; size: number }
  | { code: 'NO_LEADER' | 'MORE_THAN_ONE_LEADER' | 'NO_DEPUTY' }
  | { code: 'SEAT_VACANT' | 'RECUSED' | 'PERSON_TWICE' | 'LEADER_NOT_OF_ORGANISER'; seatId: string }
  | { code: 'LIMIT_BROKEN'; limit: Limit };

/**
 * Everything that is wrong with a panel in force; empty for a lawful one: odd, large enough, led by one leader of the
 * organising unit (the Measures, article 7) with a deputy, every seat held by one person without a ground for recusal,
 * the drawn members within the draw's constraints, approved departures included.
 */
export function panelViolations(
  members: readonly PanelMember[],
  rule: Pick<MeetingRule, 'minimumPanel'>,
  organiserId: string,
  constraints: Constraints,
): PanelViolation[] {
  return [
    ...sizeViolations(members.length, rule.minimumPanel),
    ...leaderViolations(members, organiserId),
    ...members.flatMap((member, index) => seatViolations(member, members.slice(0, index))),
    ...brokenLimits(members.filter(isDrawn).map(candidate), constraints).map(
      (limit) => ({ code: 'LIMIT_BROKEN', limit }) as const,
    ),
  ];
}

function isDrawn({ role, personId }: PanelMember): boolean {
  return role === 'expert' && personId !== null;
}

// A member without an employer shares it with nobody.
function candidate({ id, tags, employerId }: PanelMember) {
  return { id, tags, employer: employerId ?? `seat ${id}` };
}

function sizeViolations(size: number, minimum: number): PanelViolation[] {
  const even: PanelViolation[] = size % 2 === 0 ? [{ code: 'EVEN', size }] : [];
  return size < minimum ? [...even, { code: 'TOO_SMALL', size }] : even;
}

function leaderViolations(members: readonly PanelMember[], organiserId: string): PanelViolation[] {
  const leaders = members.filter(({ role }) => role === 'leader');
  const violations: PanelViolation[] = leaders
    .filter(({ personId, employerId }) => personId !== null && employerId !== organiserId)
    .map(({ id }) => ({ code: 'LEADER_NOT_OF_ORGANISER', seatId: id }));
  if (leaders.length === 0) violations.push({ code: 'NO_LEADER' });
  if (leaders.length > 1) violations.push({ code: 'MORE_THAN_ONE_LEADER' });
  if (!members.some(({ role }) => role === 'deputy')) violations.push({ code: 'NO_DEPUTY' });
  return violations;
}

function seatViolations({ id, personId, recused }: PanelMember, earlier: readonly PanelMember[]): PanelViolation[] {
  if (personId === null) return [{ code: 'SEAT_VACANT', seatId: id }];
  const violations: PanelViolation[] = recused ? [{ code: 'RECUSED', seatId: id }] : [];
  const twice = earlier.some((member) => member.personId === personId);
  return twice ? [...violations, { code: 'PERSON_TWICE', seatId: id }] : violations;
}
