import { Refusal } from '../errors';
import { checkQuestion } from './check-question';
import type { Question } from './constraints';
import { completable } from './feasibility';
import { fixedStrata } from './fixed-strata';
import type { LotteryPlan } from './lotteries';
import { smallestRelaxations } from './relaxation';
import { planTable, type TableFor } from './table-lottery';
import { planTickets } from './tickets-lottery';

/**
 * Chooses the lottery for a question and plans it: tickets per stratum where nothing is left to choose but who, else the
 * table that is as fair as possible.
 *
 * @param sizes other, smaller numbers of drawn seats that the panel may lawfully have
 * @throws Refusal BAD_INPUT for a question that makes no sense; POOL_TOO_VARIED, see `planTable`
 * @throws Refusal POOL_INFEASIBLE with the smallest relaxations that would help; nothing is ever relaxed silently
 */
export function planDraw(question: Question, tableFor: TableFor, sizes: readonly number[] = []): LotteryPlan {
  checkQuestion(question);
  const { candidates, kept, constraints } = question;
  if (!completable(candidates, constraints)(kept)) {
    const relaxations = smallestRelaxations(kept, candidates, constraints, sizes);
    const people = candidates.length;
    throw new Refusal('POOL_INFEASIBLE', { field: 'constraints', value: constraints, people, relaxations });
  }
  const strata = fixedStrata(question);
  return strata ? planTickets(strata) : planTable(question, tableFor);
}
