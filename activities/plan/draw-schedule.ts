import type { LocalDate } from '../../domain/calendar/local-date';
import { workingDaysBetween } from '../../domain/calendar/working-days';
import { parseLotteryResult } from '../../domain/draw/parse-lottery-result';
import type { HalfDay } from '../../domain/eligibility/pool-person';
import { Refusal } from '../../domain/errors';
import { type ScheduleLot, scheduleKey } from '../../domain/plan/schedule/schedule-lot';
import type { Miss } from '../../domain/plan/schedule/schedule-problem';
import type { Tx } from '../database/database';
import { toLocalDate } from '../database/dates';
import { scheduleInThread } from './schedule-in-thread';
import { type ProjectOfYear, yearFacts } from './year-facts';

/** The public lottery that decides among equals, as its result was published. */
export interface LotteryResult {
  name: string;
  drawnOn: LocalDate;
  /** Its numbers in the order in which they were published. */
  numbers: string;
  /** How many they are, and the highest that could have been drawn. */
  count: number;
  maximum: number;
}

export interface ScheduleOrder {
  today: LocalDate;
  /** That a meeting takes. */
  halfDays: number;
  /** Null: a preview, whose order among equals decides nothing. */
  lottery: LotteryResult | null;
}

/** A project of the plan with the date that is proposed for its meeting, or that it has. */
export interface ScheduleLine extends ProjectOfYear {
  due: LocalDate | null;
  /** The first day on which it can be held. */
  earliest: LocalDate | null;
  /** Code of the pool that can supply its panel: the bureau's own or that of the one above. */
  pool: 'own' | 'parent' | null;
  /** Working days after the day on which it is due; 0 in time. */
  late: number;
  miss: Omit<Miss, 'code' | 'due'> | null;
}

export interface YearSchedule {
  year: number;
  lot: ScheduleLot | null;
  from: LocalDate;
  until: LocalDate;
  lines: ScheduleLine[];
  /** No schedule whatever has fewer misses. */
  least: number;
  /** Seats to be drawn, and the experts who can be: who sits is not decided here. */
  experts: { people: number; seats: number; seatsLeft: number };
}

/**
 * Draws up a schedule for the meetings of a fixed plan. Nothing is written: an officer takes a date up by `meeting.plan`.
 *
 * @throws Refusal PLAN_NOT_FIXED, LOTTERY_NOT_FUTURE, OCCURRED_IN_FUTURE for a lottery that doesn't decide this plan; those of
 *   `parseLotteryResult`
 */
export async function drawSchedule(tx: Tx, planId: string, order: ScheduleOrder): Promise<YearSchedule> {
  const plan = await tx.annualPlan.findUniqueOrThrow({ where: { id: planId }, include: { jurisdiction: true } });
  const lot = order.lottery && lotOf(order.lottery, plan.fixedOn && toLocalDate(plan.fixedOn), order.today);
  const { lotted, projects, problem, calendar } = await yearFacts(tx, plan, order);
  const { meetings, misses, least } = await scheduleInThread(problem, calendar, scheduleKey(lotted, lot));
  const lines = projects.map((project): ScheduleLine => {
    const asked = problem.meetings.find(({ code }) => code === project.code);
    const planned = meetings.find(({ code }) => code === project.code);
    const missed = misses.find(({ code }) => code === project.code);
    const halfDays = planned?.halfDays ?? project.halfDays;
    return {
      ...project,
      halfDays,
      due: asked?.due ?? null,
      earliest: asked?.earliest ?? null,
      pool: planned ? (planned.pool === asked?.bureau ? 'own' : 'parent') : null,
      late: missed && planned ? workingDaysBetween(calendar, missed.due, lastDay(halfDays)).days : 0,
      miss: missed ? { reason: missed.reason, short: missed.short, rivals: missed.rivals } : null,
    };
  });
  const { from, until, experts } = problem;
  return {
    year: plan.year,
    lot,
    from,
    until,
    lines,
    least,
    experts: {
      people: experts.length,
      seats: meetings.reduce((sum, { possible }) => sum + possible.length, 0),
      seatsLeft: experts.flatMap(({ seatsLeft }) => Object.values(seatsLeft)).reduce((sum, seats) => sum + seats, 0),
    },
  };
}

const lastDay = (halfDays: readonly HalfDay[]): LocalDate => halfDays.at(-1)!.slice(0, 10);

function lotOf(lottery: LotteryResult, fixedOn: LocalDate | null, today: LocalDate): ScheduleLot {
  const { name, drawnOn, numbers } = lottery;
  if (fixedOn === null) throw new Refusal('PLAN_NOT_FIXED', { field: 'lottery', value: name });
  if (drawnOn <= fixedOn) {
    throw new Refusal('LOTTERY_NOT_FUTURE', { field: 'drawnOn', value: drawnOn, allowed: `after ${fixedOn}` });
  }
  if (drawnOn > today) {
    throw new Refusal('OCCURRED_IN_FUTURE', { field: 'drawnOn', value: drawnOn, allowed: `${today} or before` });
  }
  const source = { ...lottery, kind: 'public-lottery', date: drawnOn } as const;
  try {
    return { name, drawnOn, value: parseLotteryResult(numbers, numbers, source).value };
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, { ...error.details, field: 'numbers' }) : error;
  }
}
