import fc from 'fast-check';
import { assembleRuleSet } from '../../../domain/rules/assemble-rule-set';
import { rubricItems } from '../../../domain/scoring/rubric';
import { refusalOf } from '../refusal-of';
import { seedFolder } from './seed-rule-sets';

/** Every path to a number, text or list inside a JSON value. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, entry]) => pathsOf(entry, [...path, key]))];
}

function put(root: Record<string, unknown>, path: string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, root);
  const last = path[path.length - 1]!;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
}

const defaultRuleSet = assembleRuleSet(seedFolder('default'));
const waterRuleSet = assembleRuleSet(seedFolder('water'), seedFolder('default'));

describe('the seeded rule sets', () => {
  it('default: 20, 70 and 10 points, 优良 from 90, 合格 from 70, quality at least 60 %, the vote decides', () => {
    expect(defaultRuleSet.rubric.sections.map(({ maximum }) => maximum)).toEqual([20, 70, 10]);
    expect(defaultRuleSet.scoring).toMatchObject({
      mode: 'each',
      decides: 'vote',
      step: 0.5,
      passLine: 70,
      excellentFrom: 90,
      sectionFloors: [{ section: '2', percent: 60 }],
    });
    expect(defaultRuleSet.findings.fetchMinutes).toBe(60);
    expect(defaultRuleSet.meeting).toMatchObject({ opening: 'all', minimumPresent: 5, resumeWithinWorkingDays: 10 });
  });

  it('water: its own rubric and scoring, the other sections whole from the default', () => {
    expect(waterRuleSet.scoring.decides).toBe('vote_and_score');
    expect(waterRuleSet.rubric.sections.map(({ title, maximum }) => `${title} ${maximum}`)).toEqual([
      '档案工作保障体系 20',
      '应归档文件材料质量与移交归档 70',
      '档案接收后的管理 10',
    ]);
    expect(rubricItems(waterRuleSet.rubric).slice(0, 2)).toMatchObject([
      { title: '组织保障', maximum: 4 },
      { title: '制度保障', maximum: 5 },
    ]);
    expect(waterRuleSet.meeting).toEqual(defaultRuleSet.meeting);
    expect(waterRuleSet.findings).toEqual(defaultRuleSet.findings);
    expect(waterRuleSet.scope.industries).toEqual(['水利']);
  });
});

describe('a rule set is refused with the field, the value and what is allowed', () => {
  it.each<[string, string[], unknown, string]>([
    ['an unknown choice', ['scoring', 'decides'], 'coin', 'scoring.decides'],
    ['a number out of range', ['meeting', 'minimumPanel'], 3, 'meeting.minimumPanel'],
    ['a fraction of a working day', ['meeting', 'resumeWithinWorkingDays'], 1.5, 'meeting.resumeWithinWorkingDays'],
    ['a missing field', ['rule-set', 'effectiveFrom'], undefined, 'effectiveFrom'],
    ['a day that does not exist', ['rule-set', 'effectiveFrom'], '2026-02-30', 'effectiveFrom'],
    ['an unknown field', ['handover', 'fee'], 5, 'handover.fee'],
    ['a sum that is wrong', ['rubric', 'sections', '1', 'maximum'], 69, 'rubric.sections[1].maximum'],
    ['a doubled item', ['rubric', 'sections', '1', 'items', '0', 'code'], '1.1', 'rubric.sections'],
    ['more than two decimals', ['scoring', 'step'], 0.125, 'scoring.step'],
    ['a step that misses a maximum', ['scoring', 'step'], 0.3, 'scoring.step'],
    ['a floor of no section', ['scoring', 'sectionFloors', '0', 'section'], '9', 'scoring.sectionFloors[0].section'],
    ['a pass line above 优良', ['scoring', 'passLine'], 95, 'scoring.passLine'],
    ['a finding of no item', ['findings', 'kinds', '0', 'item'], '9.9', 'findings.kinds[0].item'],
    ['a missing code for what is not produced', ['findings', 'notProduced'], 'X', 'findings.notProduced'],
    ['a smallest panel that the template undercuts', ['meeting', 'minimumPanel'], 7, 'meeting.minimumPanel'],
    ['an even panel', ['panel', 'size', 'large'], 6, 'panel.size.large'],
    ['a clock of no length', ['clocks', 'register', 'due', '0', 'n'], 0, 'clocks.register.due[0].n'],
    ['office hours that end before they begin', ['office', 'officeHours', 'to'], '08:00', 'office.officeHours.to'],
    ['a term that its clock does not have', ['entry', 'serviceWorkingDays'], 4, 'entry.serviceWorkingDays'],
    ['a rule without a source', ['scoring', 'sources', 'step'], undefined, 'scoring.sources.step'],
    ['more present than the smallest panel has', ['meeting', 'minimumPresent'], 7, 'meeting.minimumPresent'],
  ])('%s', (_, path, value, field) => {
    const folder = seedFolder('default');
    put(folder, path, value);
    const { code, details } = refusalOf(() => assembleRuleSet(folder));
    expect(code).toBe('RULE_SET_INVALID');
    expect(details.field).toBe(field);
    expect(details).toHaveProperty('value');
    expect(details.allowed).toBeTruthy();
  });

  it('whatever part is replaced by something of another kind', () => {
    const paths = pathsOf(seedFolder('default')).filter((path) => path.length > 1);
    fc.assert(
      fc.property(fc.constantFrom(...paths), (path) => {
        const folder = seedFolder('default');
        put(folder, path, Symbol.for('of another kind'));
        expect(refusalOf(() => assembleRuleSet(folder)).code).toBe('RULE_SET_INVALID');
      }),
    );
  });

  it('a missing section', () => {
    const { scoring: _, ...folder } = seedFolder('default');
    expect(refusalOf(() => assembleRuleSet(folder)).details.field).toBe('scoring');
  });
});
