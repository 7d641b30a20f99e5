import type { Calendar } from '../../domain/calendar/calendar';
import { addDays, type LocalDate, laterOf } from '../../domain/calendar/local-date';
import { groupBy } from '../../domain/draw/group-by';
import type { HalfDay } from '../../domain/eligibility/pool-person';
import type { Stage } from '../../domain/lifecycle/stage';
import { STAGES_BEFORE_MEETING } from '../../domain/plan/schedule/planning-window';
import type { LottedPlan } from '../../domain/plan/schedule/schedule-lot';
import type { PlanningBureau, ScheduleProblem } from '../../domain/plan/schedule/schedule-problem';
import type { AnnualPlan, Jurisdiction } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { halfDayOf, poolRows } from '../draws/pool-people';
import { organisationRegister } from '../draws/recusals-for';
import { loadCalendar } from '../rules/load-calendar';
import { type AskedMeeting, meetingOf } from './meeting-of';
import { planningBureau } from './planning-bureau';
import { planningExperts } from './planning-experts';
import { PROJECT_ROW, type ProjectRow } from './project-row';

/** Why a project of the plan gets no date here. */
export type Apart =
  /** It has met, or is past meeting. */
  | 'MET'
  /** Its meeting has a date already. */
  | 'DATED'
  | 'SUSPENDED'
  /** Another body accepts it. */
  | 'ELSEWHERE'
  /** Its industry has no specialty group, so its panel has no template: an officer proposes one. */
  | 'NO_SPECIALTY_MAP';

export interface ProjectOfYear {
  code: string;
  name: string;
  stage: Stage;
  jurisdiction: Pick<Jurisdiction, 'id' | 'code' | 'name'>;
  /** Null: it is planned. */
  apart: Apart | null;
  /** Of a meeting that has a date. */
  halfDays: HalfDay[];
}

export type PlanOfYear = AnnualPlan & { jurisdiction: Jurisdiction };

/** All that a year's schedule is drawn from. */
export interface YearFacts {
  lotted: LottedPlan;
  calendar: Calendar;
  projects: ProjectOfYear[];
  problem: ScheduleProblem;
}

/**
 * Reads a plan's projects, pools and staff as they are today, in the reader's name: what he may not see is not counted.
 *
 * @param halfDays that a meeting takes
 */
export async function yearFacts(
  tx: Tx,
  plan: PlanOfYear,
  { today, halfDays }: { today: LocalDate; halfDays: number },
): Promise<YearFacts> {
  const rows = await tx.project.findMany({
    where: { planItems: { some: { planId: plan.id } } },
    include: PROJECT_ROW,
    orderBy: { code: 'asc' },
  });
  const calendar = await loadCalendar(tx);
  const from = addDays(today, 1);
  const until = laterOf(`${plan.year}-12-31`, from);
  const pools = new Set(rows.flatMap(({ jurisdiction: { id, parentId } }) => (parentId ? [id, parentId] : [id])));
  const people = await poolRows(tx, [...pools]);
  const organisations = await organisationRegister({ tx });

  const projects: ProjectOfYear[] = [];
  const asked: AskedMeeting[] = [];
  for (const row of rows) {
    let apart = apartOf(row);
    if (apart === null) {
      const found = await meetingOf({ tx, today, calendar, people, organisations, halfDays }, row);
      if (found) asked.push(found);
      else apart = 'NO_SPECIALTY_MAP';
    }
    const { code, name, stage, jurisdiction, rounds } = row;
    const fixed = apart === 'DATED' ? (rounds[0]?.halfDays ?? []).map(halfDayOf) : [];
    projects.push({ code, name, stage, jurisdiction, apart, halfDays: fixed });
  }
  const days = { from, until, calendar };
  const bureaus: PlanningBureau[] = [];
  for (const [id, own] of groupBy(asked, ({ meeting }) => meeting.bureau)) {
    const staff = Math.max(...own.map((one) => one.staff));
    bureaus.push(await planningBureau(tx, { id, staff, today }, days));
  }
  const eligible = asked.flatMap((one) => one.eligible);
  const yearlyCap = Math.min(...asked.map((one) => one.yearlyCap));
  return {
    lotted: { jurisdiction: plan.jurisdiction.code, year: plan.year, codes: rows.map(({ code }) => code) },
    calendar,
    projects,
    problem: {
      from,
      until,
      meetings: asked.map(({ meeting }) => meeting),
      experts: planningExperts(people, eligible, yearlyCap, days),
      bureaus,
    },
  };
}

function apartOf({ stage, suspended, route, rounds }: ProjectRow): Apart | null {
  if (stage === 'external' || (route !== null && route !== 'own' && route !== 'entrusted')) return 'ELSEWHERE';
  if (stage === 'convening' || (stage === 'paneling' && (rounds[0]?.halfDays.length ?? 0) > 0)) return 'DATED';
  if (!STAGES_BEFORE_MEETING.some((before) => before === stage)) return 'MET';
  return suspended ? 'SUSPENDED' : null;
}
