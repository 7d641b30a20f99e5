import { sortByBytes } from '../crypto/compare-bytes';
import type { Chance } from './chance';
import { besides } from './feasibility';
import { fixedStrata, type Stratum } from './fixed-strata';
import { fraction, toText } from './fraction';
import type { Lottery } from './lottery';
import { pickByTickets } from './pick-by-tickets';

/** The plan of a draw by tickets per stratum: nothing to choose, only the chances that follow from it. */
export interface TicketsPlan {
  kind: 'tickets';
  /** By id; exact. Together they make the number of members to be drawn. */
  chances: Chance[];
}

export function planTickets(strata: readonly Stratum[]): TicketsPlan {
  const chances = strata.flatMap(({ people, drawn }) =>
    people.map(({ id }) => ({ id, chance: toText(fraction(drawn, people.length)) })),
  );
  return { kind: 'tickets', chances: sortByBytes(chances, ({ id }) => id) };
}

/** Tickets per stratum behind the common interface. */
export const ticketsLottery: Lottery<TicketsPlan> = {
  pick: (question, _plan, { order }) => pickByTickets(question, order).map(({ person }) => person),
  // With the first tickets the same people would be picked.
  choices: (question, _plan, drawn) => pickByTickets(question, [...drawn, ...besides(drawn, question.candidates)]),
  fault: (question) => (fixedStrata(question) ? null : { code: 'NOT_FOR_TICKETS' }),
  chances: (question) => planTickets(fixedStrata(question)!).chances,
};
