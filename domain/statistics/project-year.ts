import type { Calendar } from '../calendar/calendar';
import type { LocalDate } from '../calendar/local-date';
import { workingDaysBetween } from '../calendar/working-days';
import type { Outcome, Stage } from '../lifecycle/stage';
import { isAccepted } from '../plan/annual-plan';
import type { Figure } from './figure';

/** What statistics look at of a project; lists in the order in which things happened. */
export interface ProjectFacts {
  code: string;
  name: string;
  jurisdiction: { code: string; name: string };
  industry: string;
  /** In the year's plan; the date on which that was fixed, null while it is not. */
  plan: { fixedOn: LocalDate | null } | null;
  stages: readonly { stage: Stage; on: LocalDate }[];
  /** Days on which applications were received. */
  applied: readonly LocalDate[];
  /** Days on which results were announced in a meeting. */
  announced: readonly LocalDate[];
  /** Issued opinions. */
  opinions: readonly { on: LocalDate; passed: boolean }[];
  outcome: { kind: Outcome; on: LocalDate } | null;
}

/** A project as a row of the yearly table. */
export interface ProjectYear extends Pick<ProjectFacts, 'code' | 'name' | 'jurisdiction' | 'industry'> {
  stage: Stage;
  /** The figures in which it counts, and since when; null where that is unknown. */
  figures: Partial<Record<Figure, LocalDate | null>>;
  /** Whether the first opinion was a pass; null without any. */
  passedFirst: boolean | null;
  /** Working days from the first application to the first opinion. */
  days: number | null;
}

const RECTIFYING: readonly Stage[] = ['rectifying', 'reinspecting', 'barred'];
const BEFORE_CONFIRMATION: readonly Stage[] = ['planned', 'registering'];
const WITHOUT_ACCEPTANCE: readonly Outcome[] = ['cancelled', 'removed'];

/**
 * How a project counts at the end of a day.
 *
 * @param facts what is known now; what happened after the day is left out
 * @param year of the plan
 */
export function projectYear(facts: ProjectFacts, year: number, day: LocalDate, calendar: Calendar): ProjectYear {
  const { code, name, jurisdiction, industry, plan } = facts;
  const until = <T extends { on: LocalDate }>(list: readonly T[]) => list.filter(({ on }) => on <= day);
  const stages = until(facts.stages);
  const opinions = until(facts.opinions);
  const applied = facts.applied.find((on) => on <= day);
  const announced = facts.announced.find((on) => on <= day);
  const outcome = facts.outcome && facts.outcome.on <= day ? facts.outcome : null;
  const stage = stages.at(-1)?.stage ?? 'planned';
  const since = stages.at(-1)?.on ?? null;
  const registered = stages.find((each) => !BEFORE_CONFIRMATION.includes(each.stage));
  const passed = passedOn(stages, opinions, stage, outcome);
  const lost = outcome !== null && WITHOUT_ACCEPTANCE.includes(outcome.kind);

  const figures: ProjectYear['figures'] = {};
  const count = (figure: Figure, on: LocalDate | null | undefined) => {
    if (on !== undefined) figures[figure] = on;
  };
  if (plan) {
    count('planned', plan.fixedOn);
    count('registered', registered?.on);
    count('applied', applied);
    count('inspected', announced);
    count('passed', passed);
    count('failed', opinions.at(-1)?.passed === false && passed === undefined ? opinions.at(-1)!.on : undefined);
    count('rectifying', RECTIFYING.includes(stage) ? since : undefined);
    count('handed_over', outcome?.kind === 'handed_over' ? outcome.on : undefined);
    count('ended', lost ? outcome.on : undefined);
    count('left', passed === undefined && !lost ? since : undefined);
  } else if (passed?.startsWith(`${year}-`)) count('beyond', passed);

  const first = opinions[0];
  return {
    ...{ code, name, jurisdiction, industry, stage, figures },
    passedFirst: first?.passed ?? null,
    days: first && applied && applied <= first.on ? workingDaysBetween(calendar, applied, first.on).days : null,
  };
}

/** The day from which a project counts as accepted: by its last opinion, or as another body's acceptance was recorded. */
function passedOn(
  stages: ProjectFacts['stages'],
  opinions: ProjectFacts['opinions'],
  stage: Stage,
  outcome: ProjectFacts['outcome'],
): LocalDate | undefined {
  const last = opinions.at(-1);
  if (last) return last.passed ? last.on : undefined;
  if (!isAccepted(stage, outcome?.kind ?? null)) return undefined;
  return stages.find((each) => isAccepted(each.stage, null))?.on;
}
