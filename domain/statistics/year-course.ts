import type { Calendar } from '../calendar/calendar';
import { addDays, addMonths, type LocalDate } from '../calendar/local-date';
import { workingDaysBetween } from '../calendar/working-days';
import { STAGES, type Stage } from '../lifecycle/stage';
import { countPhases, type Phase } from './phase';
import type { ProjectFacts } from './project-year';

type Stays = Pick<ProjectFacts, 'stages'>;

/** How many projects were in which phase at the ends of the year's months, the last one at `day`. */
export function phasesByMonth(
  projects: readonly Stays[],
  year: number,
  day: LocalDate,
): { on: LocalDate; counts: Record<Phase, number> }[] {
  const ends: LocalDate[] = [];
  for (let first = `${year}-01-01`; first <= day && first.startsWith(`${year}-`); first = addMonths(first, 1)) {
    const end = addDays(addMonths(first, 1), -1);
    ends.push(end < day ? end : day);
  }
  return ends.map((on) => ({
    on,
    counts: countPhases(
      projects.map(({ stages }) => stages.filter((each) => each.on <= on).at(-1)?.stage ?? 'planned'),
    ),
  }));
}

/** Working days that projects stayed in a stage: the median, and between which four fifths of the stays lie. */
export interface StageDays {
  stage: Stage;
  stays: number;
  low: number;
  median: number;
  high: number;
}

/** Of stays that ended by `day`; stages in the order of a project's life, those without a stay left out. */
export function stageDays(projects: readonly Stays[], day: LocalDate, calendar: Calendar): StageDays[] {
  const stays = new Map<Stage, number[]>();
  for (const { stages } of projects) {
    for (const [at, { stage, on }] of stages.entries()) {
      const left = stages[at + 1]?.on;
      if (left === undefined || left > day) continue;
      stays.set(stage, [...(stays.get(stage) ?? []), workingDaysBetween(calendar, on, left).days]);
    }
  }
  return STAGES.flatMap((stage) => {
    const days = stays.get(stage)?.sort((a, b) => a - b);
    if (!days) return [];
    const at = (share: number) => quantile(days, share);
    return [{ stage, stays: days.length, low: at(0.1), median: at(0.5), high: at(0.9) }];
  });
}

/** The smallest value that so large a share of them does not exceed. @param ascending not empty */
const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!;
