import { isLocalDate, type LocalDate } from '../calendar/local-date';
import { readOffice } from '../clocks/office';
import { readClockRules } from '../clocks/validate-clock-rules';
import { readPanelRule } from '../draw/panel-rule';
import { readEntryRule } from '../entry/entry-rule';
import { readFindingsRule } from '../findings/findings-rule';
import { readHandoverRule } from '../handover/handover-rule';
import { readMeetingRule } from '../panel/meeting-rule';
import { readPapersRule } from '../papers/papers-rule';
import { readSamplingRule } from '../sampling/sampling-rule';
import { hundredths } from '../scoring/points';
import { readRubric, rubricItems } from '../scoring/rubric';
import { readScoringRule } from '../scoring/scoring-rule';
import { integer, invalid, listOf, nullable, type Reader, shape, text } from './reader';
import type { RuleSet, RuleSetScope } from './rule-set';

const localDate: Reader<LocalDate> = (value, field) =>
  isLocalDate(value) ? value : invalid(field, value, 'date YYYY-MM-DD');

const readRuleSet = shape<RuleSet>({
  code: text,
  version: integer(1),
  name: text,
  effectiveFrom: localDate,
  scope: shape<RuleSetScope>({
    industries: nullable(listOf(text, 1, (industry) => industry)),
    jurisdiction: nullable(text),
  }),
  notes: listOf(text),
  meeting: readMeetingRule,
  rubric: readRubric,
  scoring: readScoringRule,
  findings: readFindingsRule,
  handover: readHandoverRule,
  clocks: readClockRules,
  entry: readEntryRule,
  office: readOffice,
  panel: readPanelRule,
  papers: readPapersRule,
  sampling: readSamplingRule,
});

/**
 * Reads a rule set from JSON, or refuses `RULE_SET_INVALID` with the path of the field, its value and what is allowed.
 * Also checks what one section says of another.
 */
export function validateRuleSet(json: unknown): RuleSet {
  const ruleSet = readRuleSet(json, '');
  assertScoresFit(ruleSet);
  assertFindingsFit(ruleSet);
  assertPanelFits(ruleSet);
  assertEntryFits(ruleSet);
  return ruleSet;
}

function assertPanelFits({ meeting, panel }: RuleSet): void {
  const { minimumPanel, minimumPresent } = meeting;
  if (minimumPresent > minimumPanel) invalid('meeting.minimumPresent', minimumPresent, `at most ${minimumPanel}`);
  const smallest = Math.min(panel.size.standard, panel.size.large);
  if (minimumPanel > smallest) invalid('meeting.minimumPanel', minimumPanel, `at most ${smallest}, the smallest panel`);
}

function assertScoresFit({ rubric, scoring }: RuleSet): void {
  const sections = rubric.sections.map(({ code }) => code);
  scoring.sectionFloors.forEach(({ section }, index) => {
    if (!sections.includes(section)) invalid(`scoring.sectionFloors[${index}].section`, section, sections);
  });
  const coarse = rubricItems(rubric).find(({ maximum }) => hundredths(maximum) % hundredths(scoring.step) !== 0);
  if (coarse) invalid('scoring.step', scoring.step, `a divisor of ${coarse.maximum}, the maximum of ${coarse.code}`);
  const { passLine, excellentFrom } = scoring;
  if (passLine > excellentFrom) invalid('scoring.passLine', passLine, `at most ${excellentFrom}`);
  if (excellentFrom > rubric.maximum) invalid('scoring.excellentFrom', excellentFrom, `at most ${rubric.maximum}`);
}

function assertFindingsFit({ rubric, findings }: RuleSet): void {
  const items = rubricItems(rubric).map(({ code }) => code);
  findings.kinds.forEach(({ item }, index) => {
    if (item !== null && !items.includes(item)) invalid(`findings.kinds[${index}].item`, item, items);
  });
  const codes = findings.kinds.map(({ code }) => code);
  if (!codes.includes(findings.notProduced)) invalid('findings.notProduced', findings.notProduced, codes);
}

/** Two terms are asked for by what people are told and counted by a clock: they must be the same. */
function assertEntryFits({ clocks, entry }: RuleSet): void {
  const terms = { serviceWorkingDays: clocks.service, secondPersonWorkingDays: clocks.second_person } as const;
  for (const [name, { due }] of Object.entries(terms)) {
    const days = entry[name as keyof typeof terms];
    if (due[0]?.unit !== 'WD' || due[0].n !== days) invalid(`entry.${name}`, days, `${due[0]?.n}, as the clock has it`);
  }
}
