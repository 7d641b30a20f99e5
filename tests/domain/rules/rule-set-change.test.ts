import fc from 'fast-check';
import { buildCalendar } from '../../../domain/calendar/calendar';
import { changedTerms } from '../../../domain/clocks/changed-terms';
import { assembleRuleSet } from '../../../domain/rules/assemble-rule-set';
import { ruleDifferences, ruleRows } from '../../../domain/rules/rule-rows';
import type { RuleSet } from '../../../domain/rules/rule-set';
import { ruleSetReach } from '../../../domain/rules/rule-set-reach';
import { seedFolder } from './seed-rule-sets';

const defaultRuleSet = assembleRuleSet(seedFolder('default'));
const waterRuleSet = assembleRuleSet(seedFolder('water'), seedFolder('default'));

/** The next version, with something changed in it. */
function next(change: (draft: RuleSet) => void): RuleSet {
  const draft = structuredClone(defaultRuleSet);
  draft.version = 2;
  draft.effectiveFrom = '2027-01-01';
  change(draft);
  return draft;
}

describe('the rules of a set, row by row', () => {
  it('has a source for every rule of a section that keeps sources', () => {
    const rows = ruleRows(defaultRuleSet);
    expect(rows.length).toBeGreaterThan(80);
    const due = rows.find(({ of, field }) => of === 'reply_application' && field === 'due');
    expect(due).toMatchObject({ section: 'clocks', source: { basis: 'national' } });
  });

  it('says nothing of what is left out', () => {
    expect(ruleRows(defaultRuleSet).filter(({ value }) => value === null)).toEqual([]);
  });
});

describe('what differs between two versions', () => {
  it('is nothing between a version and itself, whatever its head says', () => {
    expect(
      ruleDifferences(
        defaultRuleSet,
        next(() => undefined),
      ),
    ).toEqual([]);
  });

  it('names the rule and both values, and a source alone is a change', () => {
    const changed = next((draft) => {
      draft.scoring.passLine = 75;
      draft.clocks.invitation_reply.due[0]!.n = 1;
      draft.entry.sources.takeOverUndoDays!.note = '本局2027年规定';
    });
    const found = ruleDifferences(defaultRuleSet, changed);
    expect(found.map(({ section, of, field }) => [section, of, field])).toEqual([
      ['clocks', 'invitation_reply', 'due'],
      ['entry', null, 'takeOverUndoDays'],
      ['scoring', null, 'passLine'],
    ]);
    expect(found[2]).toMatchObject({ before: { value: 70 }, after: { value: 75 } });
  });

  it('has a rule that only one of them has', () => {
    const changed = next((draft) => {
      draft.clocks.inspection_finding.extension = null;
      draft.clocks.register.extension = { times: 1, n: 10, min: 1, max: 10 };
    });
    const found = ruleDifferences(defaultRuleSet, changed).filter(({ field }) => field === 'extension');
    expect(found).toContainEqual(expect.objectContaining({ of: 'register', before: null }));
  });

  it('is the same backwards', () => {
    const [there, back] = [
      ruleDifferences(defaultRuleSet, waterRuleSet),
      ruleDifferences(waterRuleSet, defaultRuleSet),
    ];
    const turned = back.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }));
    const byName = (a: (typeof there)[number], b: (typeof there)[number]) =>
      `${a.section}${a.of}${a.field}` < `${b.section}${b.of}${b.field}` ? -1 : 1;
    expect(turned.sort(byName)).toEqual([...there].sort(byName));
  });
});

describe('which cases a new version reaches', () => {
  const road = { industry: '公路', jurisdictions: ['DQ', 'SZ'] };
  const sluice = { industry: '水利', jurisdictions: ['DQ', 'SZ'] };
  const all = [defaultRuleSet, waterRuleSet];
  const changed = next(() => undefined);

  it('leaves a case to the version under which its application was received', () => {
    expect(ruleSetReach(all, changed, defaultRuleSet, road, '2026-12-01')).toBe('pinned');
  });

  it('takes those whose application is yet to come, but not those of a sector with rules of its own', () => {
    expect(ruleSetReach(all, changed, null, road, '2026-12-01')).toBe('applies');
    expect(ruleSetReach(all, changed, null, sluice, '2026-12-01')).toBe('other');
  });

  it('gives way to a version that takes effect later than it is already past', () => {
    const later = { ...changed, version: 3, effectiveFrom: '2027-03-01' };
    expect(ruleSetReach([...all, later], changed, null, road, '2027-04-01')).toBe('other');
  });
});

describe('terms that end on another day', () => {
  const calendar = buildCalendar([]);

  it('is told of those alone whose length changed, by outcome where the rule tells them apart', () => {
    const { clocks } = next((draft) => {
      draft.clocks.reply_application.due[0]!.n = 8;
      draft.clocks.rectification_item.due.find(({ when }) => when === 'passed')!.n = 20;
    });
    expect(changedTerms(defaultRuleSet.clocks, clocks, '2027-03-01', calendar)).toEqual([
      { kind: 'reply_application', outcome: null, before: '2027-03-15', after: '2027-03-11' },
      expect.objectContaining({
        kind: 'rectification_item',
        outcome: 'passed',
        before: '2027-04-12',
        after: '2027-03-29',
      }),
    ]);
  });

  it('is sooner for a shorter term and later for a longer one, whenever it starts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 700 }), (n, day) => {
        const start = new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10);
        const { clocks } = next((draft) => {
          draft.clocks.reply_application.due[0]!.n = n;
        });
        const [term] = changedTerms(defaultRuleSet.clocks, clocks, start, calendar);
        const was = defaultRuleSet.clocks.reply_application.due[0]!.n;
        if (n === was) return expect(term).toBeUndefined();
        expect(Math.sign(n - was)).toBe(term!.after! > term!.before! ? 1 : -1);
      }),
      { numRuns: 60 },
    );
  });
});
