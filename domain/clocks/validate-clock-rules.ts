import { isLocalTime } from '../calendar/local-time';
import { choice, flag, integer, invalid, listOf, nullable, type Reader, shape } from '../rules/reader';
import { type RuleSources, sourcesFor } from '../rules/rule-source';
import { CLOCK_ACTION_IDS } from './clock-action';
import { CLOCK_KIND_IDS, CLOCK_KINDS, type ClockFact, type ClockKind } from './clock-kind';
import type {
  ClockRule,
  ClockRules,
  CorrectionsPause,
  Extension,
  ReportPeriodRule,
  Span,
  StepRule,
} from './clock-rule';
import { isStepMoment, offsetOf, STEP_MOMENTS, type StepMoment } from './step-moment';

/** Parts of a rule that may be left out; each that is set needs its own source. */
const OPTIONAL_PARTS = ['notAfter', 'correctionsPause', 'extension', 'period'] as const;

/**
 * Reads the section `clocks` of a rule set: one rule for every kind. A part left out is null, a flag false, and a clock
 * ends at 24:00.
 */
export const readClockRules: Reader<ClockRules> = (value, field) => {
  const rules = Object.fromEntries(CLOCK_KIND_IDS.map((kind) => [kind, readRule(kind)]));
  return shape<ClockRules>(rules as { [kind in ClockKind]: Reader<ClockRule> })(value, field);
};

/** Refuses `RULE_SET_INVALID` with field (`register.due[0].n`), value and what is allowed. */
export function validateClockRules(json: unknown): ClockRules {
  return readClockRules(json, '');
}

function readRule(kind: ClockKind): Reader<ClockRule> {
  const bases: readonly ClockFact[] = CLOCK_KINDS[kind].bases;
  const steps = listOf(readStep, 0, stepKey);
  const read = shape<ClockRule>({
    due: listOf(readSpan(bases), 1),
    notAfter: optional(nullable(choice(bases)), null),
    endsAt: optional((value, field) => (isLocalTime(value) ? value : invalid(field, value, 'HH:mm')), '24:00'),
    correctionsPause: optional(nullable(readCorrectionsPause), null),
    extension: optional(nullable(readExtension), null),
    period: optional(nullable(readPeriod), null),
    near: integer(0, 250),
    steps,
    whileUnknown: optional(steps, []),
    sources: (value) => value as RuleSources,
  });
  return (value, field) => {
    const rule = read(value, field);
    agree(rule, kind, field);
    const sourced = ['due', 'steps', ...OPTIONAL_PARTS.filter((part) => rule[part] !== null)];
    return { ...rule, sources: sourcesFor(sourced)(rule.sources, `${field}.sources`) };
  };
}

/** What no part can see by itself. */
function agree(rule: ClockRule, kind: ClockKind, field: string): void {
  const { due, extension, notAfter, period, steps, whileUnknown } = rule;
  const units = [...new Set(due.map((span) => span.unit))];
  if (extension && units.length > 1) invalid(`${field}.extension`, extension, 'a clock with one unit');
  if (notAfter && due.some((span) => span.n < 0)) invalid(`${field}.notAfter`, notAfter, 'a clock that runs forward');
  if ((kind === 'periodic_report') !== (period !== null)) invalid(`${field}.period`, period, 'periodic_report only');
  if (due.every((span) => span.ifKnown))
    invalid(`${field}.due[0].ifKnown`, true, 'at least one span that always counts');
  if (new Set(due.map((span) => span.when === null)).size > 1)
    invalid(`${field}.due`, null, 'when on all spans or none');
  const outcomes = new Set(due.map((span) => span.when));
  if (outcomes.size === 1 && !outcomes.has(null)) invalid(`${field}.due`, [...outcomes], ['passed', 'failed']);
  whileUnknown.forEach((step, i) => {
    const at = `${field}.whileUnknown[${i}]`;
    if (!(offsetOf(step.at) && step.at.startsWith('+'))) invalid(`${at}.at`, step.at, '+n WD or +n days');
    if (steps.some((other) => stepKey(other) === stepKey(step))) invalid(at, stepKey(step), 'a step not listed before');
  });
}

function readSpan(bases: readonly ClockFact[]): Reader<Span> {
  const read = shape<Span>({
    from: choice(bases),
    unit: choice(['WD', 'M', 'days']),
    n: (value, field) => (value === 0 ? invalid(field, value, 'not 0') : integer(-1000, 1000)(value, field)),
    choice: optional(nullable(shape({ min: integer(1, 1000), max: integer(1, 1000) })), null),
    when: optional(nullable(choice(['passed', 'failed'])), null),
    ifKnown: optional(flag, false),
  });
  return (value, field) => {
    const span = read(value, field);
    if (span.choice) within(span.n, span.choice, field);
    return span;
  };
}

const readStep = shape<StepRule>({
  at: (value, field) => (isStepMoment(value) ? (value as StepMoment) : invalid(field, value, STEP_MOMENTS)),
  action: choice(CLOCK_ACTION_IDS),
  once: optional(flag, false),
});

const readCorrectionsPause = shape<CorrectionsPause>({
  on: flag,
  rounds: nullable(integer(1, 10)),
  sentWithin: nullable(integer(1, 250)),
});

const readExtensionParts = shape<Extension>({
  times: integer(1, 10),
  n: integer(1, 1000),
  min: integer(1, 1000),
  max: integer(1, 1000),
});

const readExtension: Reader<Extension> = (value, field) => {
  const extension = readExtensionParts(value, field);
  within(extension.n, extension, field);
  return extension;
};

const months: Reader<3 | 6> = (value, field) => (value === 3 || value === 6 ? value : invalid(field, value, [3, 6]));

const readPeriod = shape<ReportPeriodRule>({ months, whenStopped: months, riskAfterSilent: integer(1, 20) });

function within(n: number, { min, max }: { min: number; max: number }, field: string): void {
  if (n < min || n > max) invalid(`${field}.n`, n, `${min} to ${max}`);
}

function stepKey(step: StepRule): string {
  return `${step.action}@${step.at}`;
}

function optional<T>(reader: Reader<T>, otherwise: T): Reader<T> {
  return (value, field) => (value === undefined ? otherwise : reader(value, field));
}
