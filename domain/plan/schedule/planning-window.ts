import type { Calendar } from '../../calendar/calendar';
import { type LocalDate, laterOf } from '../../calendar/local-date';
import type { PartialDate } from '../../calendar/partial-date';
import { addWorkingDays } from '../../calendar/working-days';
import type { ClockKind } from '../../clocks/clock-kind';
import type { ClockRules } from '../../clocks/clock-rule';
import { dueOf } from '../../clocks/due-of';
import type { Stage } from '../../lifecycle/stage';

/** What is known today of when a project's meeting can be and has to be. */
export interface WindowFacts {
  stage: Stage;
  completion: PartialDate | null;
  /** Due dates of the project's own clocks that run; what is missing is counted from the planned completion. */
  due: Partial<Record<ClockKind, LocalDate | null>>;
}

/** The days between which a meeting is in time, both included. */
export interface PlanningWindow {
  earliest: LocalDate;
  /** The end of `accept_by`; null while the completion is unknown. */
  due: LocalDate | null;
}

/** Stages in which a meeting is still to be planned. */
export const STAGES_BEFORE_MEETING = ['planned', 'registering', 'tracking', 'reviewing', 'paneling'] as const;

/**
 * When the meeting of a project can be held: after the application, which is expected by the end of `apply_by` or, when that
 * has passed, today; after the reply's term; and after the terms for naming members, the throw, their answers and notice.
 */
export function planningWindow(
  { stage, completion, due }: WindowFacts,
  rules: ClockRules,
  calendar: Calendar,
  today: LocalDate,
): PlanningWindow {
  const byCompletion = (kind: 'apply_by' | 'accept_by'): LocalDate | null => {
    const base = completion && { plannedCompletion: { ...completion, givenOn: today } };
    const clock = { bases: base ?? {}, outcome: null, chosen: null, extensions: [], pauses: [] };
    return dueOf(clock, rules[kind], calendar)?.date ?? null;
  };
  const after = (from: LocalDate, days: number): LocalDate => addWorkingDays(calendar, from, days).date;
  const formed = workingDays(rules, 'name_member') + 1 + workingDays(rules, 'invitation_reply', 'meeting_notice');
  const applied = laterOf(today, due.apply_by ?? byCompletion('apply_by') ?? today);
  const replied = {
    planned: after(applied, workingDays(rules, 'reply_application')),
    reviewing: laterOf(today, due.reply_application ?? today),
    paneling: today,
  };
  const begin = stage === 'reviewing' || stage === 'paneling' ? replied[stage] : replied.planned;
  return { earliest: after(begin, formed), due: due.accept_by ?? byCompletion('accept_by') };
}

/** The terms of these clocks together. */
function workingDays(rules: ClockRules, ...kinds: ClockKind[]): number {
  return kinds
    .flatMap((kind) => rules[kind].due)
    .reduce((sum, { unit, n }) => sum + (unit === 'WD' ? Math.abs(n) : 0), 0);
}
