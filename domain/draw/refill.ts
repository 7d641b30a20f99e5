import { Refusal } from '../errors';
import { brokenLimits, type Candidate, type Constraints, type Limit } from './constraints';
import { type DrawDocument, questionOf } from './draw-document';
import type { DrawResult } from './draw-panel';
import { mayJoin } from './feasibility';
import { type Relaxation, smallestRelaxations } from './relaxation';

/** Why a seat falls vacant after the draw; the last two where draws of one batch gave a person other seats in between. */
export const VACANCY_CODES = [
  'DECLINED',
  'NO_ANSWER',
  'NOT_REACHED',
  'RECUSED',
  'RECUSED_LATE',
  'UNAVAILABLE',
  'WITHDREW',
  'YEARLY_CAP',
  'LOAD',
] as const;
export type VacancyCode = (typeof VACANCY_CODES)[number];

/** What may happen to a drawn panel, in the order it happened. */
export type PanelEvent =
  | { kind: 'vacancy'; id: string; code: VacancyCode }
  /** Constraints that the director approved because no alternate was left; they hold from then on. */
  | { kind: 'relaxation'; constraints: Constraints };

/**
 * Whether these constraints can take the place of those drawn under: a document tells of people only what its own quotas
 * count, so for another tag a new draw is needed.
 */
export const canRelaxTo = ({ constraints }: DrawDocument, { quotas }: Constraints): boolean =>
  quotas.every(({ tag }) => constraints.quotas.some((quota) => quota.tag === tag));

/** What followed from one event. */
export interface Refill {
  event: PanelEvent;
  filled: FilledSeat[];
  /** Seats still vacant. */
  vacant: number;
}

export interface FilledSeat {
  id: string;
  /** How many of the alternates, this one included, could have filled the seat. */
  feasible: number;
  /** Those before in ticket order who could not, and the limits that stood in their way; see `limitsAgainst`. */
  passedOver: { id: string; limits: Limit[] }[];
}

export interface PanelInForce {
  /** Ids of members, kept ones first, later ones last. */
  members: string[];
  /** One per event. */
  refills: Refill[];
}

/**
 * The panel after these events. Every vacancy is filled at once by the next person in ticket order who never held a seat
 * and with whom the panel can still be completed; so nobody chooses, and no new ceremony is needed. While it can't be
 * completed at all, no seat is filled: a relaxation or a new draw settles all vacant seats together. Filling is not
 * neutral: `nextChances` says how likely each of the `feasible` alternates was to enter.
 *
 * @throws Refusal VACANCY_NOT_SEATED when the person of a vacancy is not a member then
 * @throws Refusal BAD_INPUT for a relaxation that counts another tag; see `canRelaxTo`
 */
export function refillPanel(document: DrawDocument, result: DrawResult, events: readonly PanelEvent[]): PanelInForce {
  const { members, refills } = replayPanel(document, result, events);
  return { members: members.map(({ id }) => id), refills };
}

/** Every smallest relaxation that would let alternates fill the seats that are vacant in a panel; see there. */
export function shortage(document: DrawDocument, result: DrawResult, panel: PanelInForce): Relaxation[][] {
  const { members, alternates, constraints } = standing(document, result, panel);
  return smallestRelaxations(members, alternates, constraints);
}

/** A panel that is not full, and who could fill it. */
export interface Vacancies {
  members: readonly Candidate[];
  /** In ticket order. */
  alternates: readonly Candidate[];
  constraints: Constraints;
}

/** How a panel stands, and what led there. */
interface Standing extends Vacancies {
  refills: Refill[];
}

/** @param onFilled told of each seat that is filled, with how things stood before */
export function replayPanel(
  document: DrawDocument,
  result: DrawResult,
  events: readonly PanelEvent[],
  onFilled?: (before: Vacancies, seat: FilledSeat) => void,
): Standing {
  const members = [...document.kept.map(({ id }) => id), ...result.drawn];
  return proceed(document, standing(document, result, { members, refills: [] }), events, onFilled);
}

/**
 * The panel after further events. What followed from those before is taken as it stands.
 *
 * @param before of the same draw
 */
export function continuePanel(
  document: DrawDocument,
  result: DrawResult,
  before: PanelInForce,
  events: readonly PanelEvent[],
): PanelInForce {
  const { members, refills } = proceed(document, standing(document, result, before), events);
  return { members: members.map(({ id }) => id), refills };
}

function standing(document: DrawDocument, result: DrawResult, { members, refills }: PanelInForce): Standing {
  const { candidates, kept, constraints } = questionOf(document);
  const byId = new Map([...kept, ...candidates].map((person) => [person.id, person]));
  const entered = new Set(refills.flatMap(({ filled }) => filled.map(({ id }) => id)));
  const relaxed = refills.flatMap(({ event }) => (event.kind === 'relaxation' ? [event.constraints] : []));
  return {
    members: members.map((id) => byId.get(id)!),
    alternates: result.alternates.filter((id) => !entered.has(id)).map((id) => byId.get(id)!),
    constraints: relaxed.at(-1) ?? constraints,
    refills,
  };
}

function proceed(
  document: DrawDocument,
  { refills: before, ...start }: Standing,
  events: readonly PanelEvent[],
  onFilled?: (before: Vacancies, seat: FilledSeat) => void,
): Standing {
  let { members, alternates, constraints } = start;
  const refills = events.map((event): Refill => {
    if (event.kind === 'relaxation') constraints = relaxedTo(document, event.constraints);
    else members = without(members, event.id);
    const filled: FilledSeat[] = [];
    while (members.length < constraints.seats) {
      const seat = nextInOrder(members, alternates, constraints);
      if (!seat) break;
      filled.push(seat);
      onFilled?.({ members, alternates, constraints }, seat);
      members = [...members, alternates.find(({ id }) => id === seat.id)!];
      alternates = alternates.filter(({ id }) => id !== seat.id);
    }
    return { event, filled, vacant: constraints.seats - members.length };
  });
  return { members, alternates, constraints, refills: [...before, ...refills] };
}

function relaxedTo(document: DrawDocument, constraints: Constraints): Constraints {
  if (!canRelaxTo(document, constraints)) {
    const tags = (quotas: Constraints['quotas']) => quotas.map(({ tag }) => tag);
    const [value, allowed] = [tags(constraints.quotas), tags(document.constraints.quotas)];
    throw new Refusal('BAD_INPUT', { field: 'constraints.quotas', value, allowed });
  }
  return constraints;
}

function without(members: readonly Candidate[], id: string): Candidate[] {
  if (!members.some((member) => member.id === id)) throw new Refusal('VACANCY_NOT_SEATED', { field: 'id', value: id });
  return members.filter((member) => member.id !== id);
}

function nextInOrder(
  members: readonly Candidate[],
  alternates: readonly Candidate[],
  constraints: Constraints,
): FilledSeat | null {
  const fits = alternates.map(mayJoin(members, alternates, constraints));
  const at = fits.indexOf(true);
  if (at < 0) return null;
  return {
    id: alternates[at]!.id,
    feasible: fits.filter(Boolean).length,
    passedOver: alternates
      .slice(0, at)
      .map((person) => ({ id: person.id, limits: limitsAgainst([...members, person], constraints) })),
  };
}

/**
 * What stands in the way of a panel that can't be completed: the limits on too many that it breaks already, if any; else the
 * quotas of which it has too few, for those who are left can't bring them all; else its seats, for they are too few.
 */
function limitsAgainst(panel: readonly Candidate[], constraints: Constraints): Limit[] {
  const broken = brokenLimits(panel, constraints).filter(({ kind }) => kind !== 'seats');
  const tooMany = broken.filter(({ kind }) => kind !== 'min');
  if (tooMany.length > 0) return tooMany;
  return broken.length > 0 ? broken : [{ kind: 'seats' }];
}
