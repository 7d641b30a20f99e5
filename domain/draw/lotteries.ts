import type { Lottery } from './lottery';
import { type TablePlan, tableLottery } from './table-lottery';
import { type TicketsPlan, ticketsLottery } from './tickets-lottery';

export type LotteryPlan = TicketsPlan | TablePlan;

const LOTTERIES: { [K in LotteryPlan['kind']]: Lottery<Extract<LotteryPlan, { kind: K }>> } = {
  table: tableLottery,
  tickets: ticketsLottery,
};

/** The lottery that a committed plan names. */
export const lotteryOf = (plan: LotteryPlan): Lottery<LotteryPlan> => LOTTERIES[plan.kind];
