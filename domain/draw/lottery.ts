import type { Candidate, Question } from './constraints';
import { type TablePlan, tableLottery } from './table-lottery';
import { type TicketsPlan, ticketsLottery } from './tickets-lottery';

/**
 * A way to draw. Its plan is data that is committed before any randomness exists; picking is a pure function of question,
 * plan and key.
 */
export interface Lottery<Plan> {
  /** The members drawn, those kept left out, in the order drawn. */
  pick(question: Question, plan: Plan, key: DrawKey): Candidate[];
  /** What is wrong with the plan for this question, or null: it obeys the constraints and its chances are as published. */
  fault(question: Question, plan: Plan): Record<string, unknown> | null;
}

/** What the randomness of one draw gives. */
export interface DrawKey {
  /** 32 bytes, see `drawKey`. */
  prk: Uint8Array;
  /** All candidates in the order of their tickets. */
  order: readonly Candidate[];
}

export type LotteryPlan = TicketsPlan | TablePlan;

const LOTTERIES: { [K in LotteryPlan['kind']]: Lottery<Extract<LotteryPlan, { kind: K }>> } = {
  table: tableLottery,
  tickets: ticketsLottery,
};

/** The lottery that a committed plan names. */
export const lotteryOf = (plan: LotteryPlan): Lottery<LotteryPlan> => LOTTERIES[plan.kind];
