import type { LocalDate } from '../calendar/local-date';
import type { ClockRules } from '../clocks/clock-rule';
import type { Office } from '../clocks/office';
import type { PanelRule } from '../draw/panel-rule';
import type { EntryRule } from '../entry/entry-rule';
import type { FindingsRule } from '../findings/findings-rule';
import type { HandoverRule } from '../handover/handover-rule';
import type { MeetingRule } from '../panel/meeting-rule';
import type { PapersRule } from '../papers/papers-rule';
import type { SamplingRule } from '../sampling/sampling-rule';
import type { Rubric } from '../scoring/rubric';
import type { ScoringRule } from '../scoring/scoring-rule';

/** Which version of which rule set: what a case is pinned to when its application is received, and a clock at start. */
export interface RuleSetPin {
  code: string;
  version: number;
}

/** Where a rule set applies. */
export interface RuleSetScope {
  /** Industries as listed in the plan, or null for all. */
  industries: string[] | null;
  /** Code of a jurisdiction, for it and all below, or null for all. */
  jurisdiction: string | null;
}

/** Every number and choice of an acceptance, as one versioned whole. A version in force is never changed. */
export interface RuleSet extends RuleSetPin, RuleSetSections {
  name: string;
  effectiveFrom: LocalDate;
  scope: RuleSetScope;
  /** What the rule set rests on, and what in it is not certain. */
  notes: string[];
}

/** The parts of a rule set, one file each, owned by the folder of the same subject. */
export interface RuleSetSections {
  meeting: MeetingRule;
  rubric: Rubric;
  scoring: ScoringRule;
  findings: FindingsRule;
  handover: HandoverRule;
  clocks: ClockRules;
  entry: EntryRule;
  office: Office;
  panel: PanelRule;
  papers: PapersRule;
  sampling: SamplingRule;
}
