import { createHash } from 'node:crypto';
import { addDays, type LocalDate } from '../../domain/calendar/local-date';
import type { Question } from '../../domain/draw/constraints';
import { type LotteryPlan, lotteryOf } from '../../domain/draw/lotteries';
import type { PanelRule } from '../../domain/draw/panel-rule';
import { planDraw } from '../../domain/draw/plan-draw';
import { planSeats } from '../../domain/draw/plan-seats';
import type { TableFor } from '../../domain/draw/table-lottery';
import type { EligibilityRule } from '../../domain/eligibility/eligibility-rule';
import { filterPool } from '../../domain/eligibility/filter-pool';
import type { HalfDay, HeldSeat, PoolPerson } from '../../domain/eligibility/pool-person';
import { Refusal } from '../../domain/errors';
import type { ListedExpert } from '../demo/world/expert-list';
import { digitsOf, keyOf } from './throws';

/** A project as far as its draw depends on it. */
export interface YearProject {
  name: string;
  industry: string;
  /** Code of the bureau whose pool it draws from. */
  pool: string;
  insidePlanningArea: boolean;
}

export interface SimulatedYear {
  /** Seats drawn by expert. */
  loads: number[];
  seats: number;
  /** Draws for which a district's pool was too small, so that it borrowed the city's. */
  borrowed: number;
  /** Draws that had no answer there either, so that the director let the load filter go. */
  relaxed: number;
  /** Each pool's first draw: the pool as it was before anybody in it had a seat. */
  firsts: FirstDraw[];
}

export interface FirstDraw {
  pool: string;
  question: Question;
  plan: LotteryPlan;
}

const FIRST_DAY = '2026-01-04';
const DAYS_BEFORE = 15;
/** Everybody is away in one half-day of ten. */
const AWAY = 26;
const CITY = 'FS';

/**
 * A year of draws, one after the other at even distances, with the real filters, the real tables and the real lottery. Nobody declines:
 * what is looked at is what the draws alone do to people's loads.
 *
 * @param rule see `withoutLoads` for one without the load filter
 */
export function simulateYear(
  experts: readonly ListedExpert[],
  projects: readonly YearProject[],
  rule: PanelRule,
  tableFor: TableFor,
): SimulatedYear {
  const seats = experts.map((): HeldSeat[] => []);
  const year: Omit<SimulatedYear, 'loads'> = { seats: 0, borrowed: 0, relaxed: 0, firsts: [] };

  for (const [number, { industry, insidePlanningArea, pool }] of projects.entries()) {
    const freezeOn = addDays(FIRST_DAY, Math.floor((number * 365) / projects.length));
    const meetingOn = addDays(freezeOn, DAYS_BEFORE);
    const group = rule.specialtyGroups[industry] ?? 'building';
    const plan = planSeats(
      { ...rule, specialtyGroups: { [industry]: group } },
      { insidePlanningArea, industry, volumes: 0 },
    );
    const questionFrom = (code: string, eligibility = rule.eligibility): Question => {
      const people = experts.filter(({ pools }) => pools.includes(code));
      const { eligible } = filterPool(
        people.map((expert) => poolPerson(expert, seats[expert.at]!, meetingOn)),
        {
          rule: eligibility,
          wantedTags: plan.wantedTags,
          freezeOn,
          halfDays: halfDaysOf(meetingOn),
          parties: [],
          organisations: [],
        },
      );
      const candidates = eligible.map(({ id, tags, employerId }) => ({ id, tags, employer: employerId! }));
      return { candidates, kept: [], constraints: plan.constraints };
    };
    const own = planned(questionFrom(pool), tableFor);
    const borrowed = own ?? planned(questionFrom(CITY), tableFor);
    const { question, plan: lottery } = borrowed ?? planned(questionFrom(pool, withoutLoads(rule)), tableFor)!;
    if (borrowed === null) year.relaxed += 1;
    else if (own === null) year.borrowed += 1;
    else if (!year.firsts.some((first) => first.pool === pool)) year.firsts.push({ pool, question, plan: lottery });
    const key = keyOf(question.candidates, digitsOf(number));
    for (const { id } of lotteryOf(lottery).pick(question, lottery, key)) {
      seats[Number(id)]!.push({ takenOn: freezeOn, meetingOn });
      year.seats += 1;
    }
  }
  return { ...year, loads: seats.map(({ length }) => length) };
}

/** The rule with a load filter that does nothing. */
export const withoutLoads = ({ eligibility }: PanelRule): EligibilityRule => ({
  ...eligibility,
  load: { ...eligibility.load, slack: Number.MAX_SAFE_INTEGER },
});

/** Null for a pool that has no answer. */
function planned(question: Question, tableFor: TableFor) {
  try {
    return { question, plan: planDraw(question, tableFor) };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'POOL_INFEASIBLE') return null;
    throw error;
  }
}

const halfDaysOf = (day: LocalDate): HalfDay[] => [`${day}/morning`, `${day}/afternoon`];

function poolPerson({ at, specialties, employer }: ListedExpert, seats: HeldSeat[], meetingOn: LocalDate): PoolPerson {
  const away = createHash('sha256').update(`${at} on ${meetingOn}`).digest()[0]! < AWAY;
  const booked = seats.some((seat) => seat.meetingOn === meetingOn);
  return {
    id: `${at}`,
    employerId: `e${employer}`,
    status: 'active',
    regulatorStaff: false,
    specialties,
    titleLevel: 'senior',
    yearsInField: 20,
    birthDate: '1975-01-01',
    joinedOn: '2020-01-01',
    relations: [],
    selfRecused: false,
    unavailable: away || booked ? halfDaysOf(meetingOn) : [],
    seats,
  };
}
