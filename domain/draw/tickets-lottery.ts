import { digestOf } from '../crypto/sha256';
import { Refusal } from '../errors';
import type { Chance } from './chance';
import type { Candidate, Question } from './constraints';
import { estimatedChances } from './estimated-chances';
import { exactChances } from './exact-chances';
import { completable } from './feasibility';
import type { Lottery } from './lottery';
import { pickByTickets } from './pick-by-tickets';
import { smallestRelaxations } from './relaxation';

/** The plan of a draw by tickets per stratum: nothing to choose, only the chances that follow from it. */
export interface TicketsPlan {
  kind: 'tickets';
  /** Rounds of the published simulation behind `chances`, or null when they are exact. */
  rounds: number | null;
  /** By id; together they make the number of members to be drawn. */
  chances: Chance[];
}

/** Standard error of a chance of one half, before pooling people of one type: 0.8 percentage points. */
export const SIMULATION_ROUNDS = 4_000;

/**
 * Prepares a draw by tickets (see `pickByTickets`): proves that the question has an answer and works out each chance.
 *
 * @param rounds how long to simulate when the chances can't be computed exactly
 * @throws Refusal POOL_INFEASIBLE with the smallest relaxations that would help; nothing is ever relaxed silently
 */
export function planTickets(question: Question, rounds = SIMULATION_ROUNDS): TicketsPlan {
  const { candidates, kept, constraints } = question;
  if (!completable(candidates, constraints)(kept)) {
    const relaxations = smallestRelaxations(kept, candidates, constraints);
    throw new Refusal('POOL_INFEASIBLE', { field: 'constraints', value: constraints, relaxations });
  }
  const exact = exactChances(question);
  if (exact) return { kind: 'tickets', rounds: null, chances: exact };
  return { kind: 'tickets', rounds, chances: estimatedChances(question, rounds) };
}

/** Tickets per stratum behind the common interface. */
export const ticketsLottery: Lottery<TicketsPlan> = {
  pick: (question, _plan, { order }): Candidate[] => pickByTickets(question, order),
  isTrue: (question, plan) => {
    // A forged plan must not keep a verifier busy for ever.
    if (plan.rounds !== null && !(plan.rounds <= SIMULATION_ROUNDS)) return false;
    return digestOf(planTickets(question, plan.rounds ?? 1)) === digestOf(plan);
  },
};
