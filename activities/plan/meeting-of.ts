import type { Calendar } from '../../domain/calendar/calendar';
import type { LocalDate } from '../../domain/calendar/local-date';
import type { ClockKind } from '../../domain/clocks/clock-kind';
import { type PanelPlan, planSeats } from '../../domain/draw/plan-seats';
import type { EligibilityRule } from '../../domain/eligibility/eligibility-rule';
import { type EligiblePerson, filterPool } from '../../domain/eligibility/filter-pool';
import type { Organisation } from '../../domain/eligibility/recusal';
import { Refusal } from '../../domain/errors';
import { planningWindow } from '../../domain/plan/schedule/planning-window';
import type { MeetingToPlan } from '../../domain/plan/schedule/schedule-problem';
import type { RuleSet } from '../../domain/rules/rule-set';
import type { Tx } from '../database/database';
import { toLocalDate } from '../database/dates';
import { approvedDepartures, volumesIn } from '../draws/panel-plan';
import { type PoolRow, poolPerson } from '../draws/pool-people';
import { allParties } from '../draws/recusals-for';
import { partialDateOf } from '../projects/project-dates';
import { ruleSetFor } from '../rules/rule-set-for';
import type { ProjectRow } from './project-row';

/** What all projects of a year share. */
export interface YearContext {
  tx: Tx;
  today: LocalDate;
  calendar: Calendar;
  people: readonly PoolRow[];
  organisations: readonly Organisation[];
  /** That a meeting takes. */
  halfDays: number;
}

/** Clocks that say when a meeting can be and has to be. */
const CLOCKS: ClockKind[] = ['apply_by', 'accept_by', 'reply_application'];

/** A project's meeting as it is to be planned. */
export interface AskedMeeting {
  meeting: MeetingToPlan;
  /** How many of the bureau's staff it takes: those whom the organiser appoints, and the recorder. */
  staff: number;
  /** Its candidates, as the filters see them, and their cap. */
  eligible: EligiblePerson[];
  yearlyCap: number;
}

/** Null for an industry without a specialty group. */
export async function meetingOf(year: YearContext, project: ProjectRow): Promise<AskedMeeting | null> {
  const { tx, today, calendar, halfDays } = year;
  const { body: rules } = await ruleSetFor(tx, project, today);
  const seats = await panelOf(year, project, rules);
  if (seats === null) return null;
  const clocks = await tx.clock.findMany({
    where: { projectId: project.id, kind: { in: CLOCKS }, state: { not: 'stopped' } },
    select: { kind: true, dueOn: true },
  });
  const due = Object.fromEntries(clocks.map(({ kind, dueOn }) => [kind, dueOn && toLocalDate(dueOn)]));
  const { stage, code, jurisdictionId, jurisdiction } = project;
  const window = planningWindow(
    { stage, completion: partialDateOf(project.dates[0]), due },
    rules.clocks,
    calendar,
    today,
  );
  const reach = jurisdiction.parentId ? [jurisdictionId, jurisdiction.parentId] : [jurisdictionId];
  const parties = await allParties({ tx, today, project });
  const eligibleIn = (pool: string): EligiblePerson[] => {
    const own = year.people.filter((row) => row.jurisdictionId === pool);
    const { eligible } = filterPool(
      own.map((row) => poolPerson({ tx, today, project }, row, { roundId: project.rounds[0]?.id ?? '', halfDays: [] })),
      {
        rule: withoutTime(rules.panel.eligibility),
        wantedTags: seats.wantedTags,
        freezeOn: today,
        halfDays: [`${window.earliest}/morning`],
        parties,
        organisations: year.organisations,
      },
    );
    return eligible;
  };
  const pools = reach.map((pool) => ({ pool, people: eligibleIn(pool) }));
  return {
    meeting: {
      code,
      bureau: jurisdictionId,
      pools: pools.map(({ pool, people }) => ({ pool, candidates: people.map(({ id }) => id) })),
      constraints: seats.constraints,
      halfDays,
      ...window,
    },
    eligible: pools.flatMap(({ people }) => people),
    yearlyCap: rules.panel.eligibility.yearlyCap,
    staff: seats.seats.filter(({ from }) => from === 'organiser').length + 1,
  };
}

/** Caps, days and loads depend on when the meeting is, which is what is looked for. */
const withoutTime = (rule: EligibilityRule): EligibilityRule => ({
  ...rule,
  yearlyCap: Number.MAX_SAFE_INTEGER,
  load: { ...rule.load, slack: Number.MAX_SAFE_INTEGER },
});

async function panelOf({ tx }: YearContext, project: ProjectRow, { panel }: RuleSet): Promise<PanelPlan | null> {
  const { insidePlanningArea, industry, rounds, applications } = project;
  const departures = rounds[0] ? await approvedDepartures({ tx, project }, rounds[0].id) : [];
  const volumes = applications[0] ? await volumesIn(tx, applications[0].catalogueId) : 0;
  try {
    return planSeats(panel, { insidePlanningArea, industry, volumes }, departures);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'NO_SPECIALTY_MAP') return null;
    throw error;
  }
}
