import { validateClockRules } from '../../../domain/clocks/validate-clock-rules';
import clocksJson from '../../../prisma/seed/rule-sets/default/clocks.json';
import { refusalOf } from '../refusal-of';
import { rules } from './support';

/** The default rules with one value set, by path; `undefined` removes it. */
function withValue(path: string, value: unknown): unknown {
  type Node = Record<string, unknown>;
  const copy: Node = structuredClone(clocksJson);
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => at[key] as Node, copy);
  parent[last] = value;
  return JSON.parse(JSON.stringify(copy));
}

test('the default rules are sound, and reading them again changes nothing', () => {
  expect(validateClockRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules);
});

test('the reply within ten working days is the national rule, its pause is not', () => {
  expect(rules.reply_application.sources.due).toMatchObject({ basis: 'national' });
  expect(rules.reply_application.sources.due!.note).toContain('第八条');
  expect(rules.reply_application.sources.correctionsPause).toMatchObject({ basis: 'local' });
});

test('what is left out is filled in', () => {
  expect(rules.sign_opinion).toMatchObject({ endsAt: '24:00', extension: null, notAfter: null, whileUnknown: [] });
  expect(rules.sign_opinion.due[0]).toMatchObject({ ifKnown: false, choice: null, when: null });
});

test.each<[string, string, unknown]>([
  ['register', 'register', undefined],
  ['tea_break', 'tea_break', {}],
  ['register.due', 'register.due', []],
  ['register.due[0].from', 'register.due.0.from', 'formReceived'],
  ['register.due[0].unit', 'register.due.0.unit', 'weeks'],
  ['register.due[0].n', 'register.due.0.n', 0],
  ['register.due[0].n', 'register.due.0.n', 1.5],
  ['register.due[0].n', 'register.due.0.n', '6'],
  ['register.due[0].ifKnown', 'register.due.1.ifKnown', true],
  ['register.due[0].weeks', 'register.due.0.weeks', 3],
  ['register.near', 'register.near', -1],
  ['register.extension', 'register.extension', { times: 1, n: 5, min: 5, max: 5 }],
  ['register.steps[1]', 'register.steps.1.at', '-10 WD'],
  ['register.steps[0].at', 'register.steps.0.at', '10 WD'],
  ['register.steps[0].action', 'register.steps.0.action', 'shout'],
  ['register.steps[0].once', 'register.steps.0.once', 'yes'],
  ['register.period', 'register.period', { months: 3, whenStopped: 6, riskAfterSilent: 2 }],
  ['register.sources.due', 'register.sources.due', undefined],
  ['register.sources.due.note', 'register.sources.due.note', ' '],
  ['register.sources.due.basis', 'register.sources.due.basis', 'hearsay'],
  ['register.sources.extension', 'register.sources.extension', { basis: 'bureau', note: 'x' }],
  ['answer_corrections.sources.extension', 'answer_corrections.sources.extension', undefined],
  ['answer_corrections.extension.n', 'answer_corrections.extension.n', 11],
  ['inspection_finding.due[0].n', 'inspection_finding.due.0.n', 61],
  ['inspection_finding.due[0].choice.min', 'inspection_finding.due.0.choice.min', 0],
  ['periodic_report.period', 'periodic_report.period', undefined],
  ['periodic_report.period.months', 'periodic_report.period.months', 4],
  ['reply_application.correctionsPause.rounds', 'reply_application.correctionsPause.rounds', 0],
  ['reply_application.correctionsPause.on', 'reply_application.correctionsPause.on', undefined],
  ['invitation_reply.endsAt', 'invitation_reply.endsAt', '5 pm'],
  ['invitation_reply.whileUnknown[0].at', 'invitation_reply.whileUnknown.0.at', 'passed'],
  ['apply_by.notAfter', 'apply_by.notAfter', 'plannedCompletion'],
  ['rectification_item.due', 'rectification_item.due.0.when', undefined],
  ['rectification_item.due', 'rectification_item.due.0.when', 'failed'],
])('refuses a bad %s', (field, path, value) => {
  const refusal = refusalOf(() => validateClockRules(withValue(path, value)));
  expect([refusal.code, refusal.details.field]).toEqual(['RULE_SET_INVALID', field]);
  expect(refusal.details).toHaveProperty('value');
  expect(refusal.details).toHaveProperty('allowed');
});

test.each([null, [], 'clocks', 7])('refuses %j for the whole', (json) => {
  expect(refusalOf(() => validateClockRules(json)).code).toBe('RULE_SET_INVALID');
});
