import { readPanelRule } from '../../../../domain/draw/panel-rule';
import { planSeats } from '../../../../domain/draw/plan-seats';
import { planSchedule } from '../../../../domain/plan/schedule/plan-schedule';
import type { ScheduleProblem } from '../../../../domain/plan/schedule/schedule-problem';
import { PLAN_FILE, readPlan } from '../../../../ops/demo/plan-lines';
import { expertList } from '../../../../ops/demo/world/expert-list';
import { projectsOf } from '../../../../ops/fairness/figures';
import panel from '../../../../prisma/seed/rule-sets/default/panel.json';
import { calendar } from '../../calendar/support';

const CITY = 'FS';
const rule = readPanelRule(panel, 'panel');
const experts = expertList();

/** The demo's projects and experts, with all meetings due between these days. */
function problemOf(earliest: string, due: string, seatsLeft: number, staff: number): ScheduleProblem {
  const poolOf = (pool: string, wanted: readonly string[] | null) => ({
    pool,
    candidates: experts
      .filter(
        ({ pools, specialties }) =>
          pools.includes(pool) && (!wanted || specialties.some((tag) => wanted.includes(tag))),
      )
      .map(({ at }) => `${at}`),
  });
  const meetings = projectsOf(readPlan(PLAN_FILE)).map(({ pool, industry, insidePlanningArea }, at) => {
    const specialtyGroups = { [industry]: rule.specialtyGroups[industry] ?? 'building' };
    const { constraints, wantedTags } = planSeats(
      { ...rule, specialtyGroups },
      { insidePlanningArea, industry, volumes: 0 },
    );
    const pools = pool === CITY ? [pool] : [pool, CITY];
    return {
      code: `${at}`,
      bureau: pool,
      pools: pools.map((one) => poolOf(one, wantedTags)),
      constraints,
      halfDays: 2,
      earliest,
      due,
    };
  });
  return {
    from: '2026-01-05',
    until: '2026-12-31',
    meetings,
    experts: experts.map(({ at, specialties, employer }) => ({
      id: `${at}`,
      tags: specialties,
      employer: `${employer}`,
      away: [],
      seatsLeft: { 2026: seatsLeft },
    })),
    bureaus: [...new Set(meetings.map(({ bureau }) => bureau))].map((id) => ({
      id,
      people: staff,
      perMeeting: 3,
      away: {},
    })),
  };
}

describe('the 109 meetings of the demo', () => {
  it('all fit into a month and a week', () => {
    const { meetings, misses } = planSchedule(
      problemOf('2026-08-24', '2026-09-30', 4, 6),
      calendar,
      new Uint8Array(32),
    );
    expect([meetings.length, misses.length]).toEqual([109, 0]);
  });

  it.each([
    ['staff for one a day and ten days', '2026-09-04', 4, 3],
    ['one seat left for each expert', '2026-09-30', 1, 6],
  ])('miss their date no more than is proved: %s', (_, due, seatsLeft, staff) => {
    const { misses, least } = planSchedule(
      problemOf('2026-08-24', due, seatsLeft, staff),
      calendar,
      new Uint8Array(32),
    );
    expect(misses.length).toBeGreaterThan(20);
    expect(misses.length).toBe(least);
  });
});
