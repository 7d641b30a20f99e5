import fc from 'fast-check';
import { pinnedRuleSet, type RuleSetHead, ruleSetInForce, ruleSetOf } from '../../../domain/rules/rule-set-in-force';
import { refusalOf } from '../refusal-of';

const head = (
  code: string,
  version: number,
  effectiveFrom: string,
  industries: string[] | null = null,
  jurisdiction: string | null = null,
): RuleSetHead => ({ code, version, effectiveFrom, scope: { industries, jurisdiction } });

const nation = head('default', 1, '2026-01-01');
const nation2 = head('default', 2, '2026-07-01');
const water = head('water', 1, '2026-01-01', ['水利']);
const district = head('shunde', 1, '2026-03-01', null, 'shunde');
const all = [nation, nation2, water, district];
const road = { industry: '公路', jurisdictions: ['shunde', 'foshan'] };
const sluice = { industry: '水利', jurisdictions: ['shunde', 'foshan'] };
const cityRoad = { industry: '公路', jurisdictions: ['foshan'] };

describe('the rule set in force', () => {
  it('is the latest that has taken effect, on its first day already', () => {
    expect(ruleSetInForce(all, cityRoad, '2026-06-30')).toBe(nation);
    expect(ruleSetInForce(all, cityRoad, '2026-07-01')).toBe(nation2);
  });

  it('is the nearest jurisdiction’s, though another is newer', () => {
    expect(ruleSetInForce(all, road, '2026-02-28')).toBe(nation);
    expect(ruleSetInForce(all, road, '2026-12-31')).toBe(district);
  });

  it('is the sector’s before the district’s', () => {
    expect(ruleSetInForce(all, sluice, '2026-12-31')).toBe(water);
  });

  it('is refused when there is none', () => {
    expect(refusalOf(() => ruleSetInForce(all, road, '2025-12-31')).code).toBe('NO_RULE_SET_IN_FORCE');
  });

  it('stays with the pinned version of a case', () => {
    expect(ruleSetOf(all, null, cityRoad, '2026-08-01')).toBe(nation2);
    expect(ruleSetOf(all, { code: 'default', version: 1 }, cityRoad, '2026-08-01')).toBe(nation);
    expect(refusalOf(() => pinnedRuleSet(all, { code: 'default', version: 3 })).code).toBe('NO_RULE_SET_IN_FORCE');
  });

  it('neither depends on the order of the list nor on what takes effect later', () => {
    const anyHead: fc.Arbitrary<RuleSetHead> = fc.record({
      code: fc.constantFrom('a', 'b', 'c', 'd'),
      version: fc.integer({ min: 1, max: 3 }),
      effectiveFrom: fc.constantFrom('2026-01-01', '2026-05-01', '2026-09-01'),
      scope: fc.record({
        industries: fc.constantFrom<string[] | null>(null, ['水利'], ['公路']),
        jurisdiction: fc.constantFrom(null, 'foshan', 'shunde', 'nanhai'),
      }),
    });
    const heads = fc.uniqueArray(anyHead, { selector: ({ code, version }) => `${code}/${version}`, maxLength: 12 });
    fc.assert(
      fc.property(heads, fc.constantFrom(road, sluice, cityRoad), (ruleSets, subject) => {
        const given = [...ruleSets, nation];
        const chosen = ruleSetInForce(given, subject, '2026-06-01');
        expect(ruleSetInForce(given.toReversed(), subject, '2026-06-01')).toEqual(chosen);
        const known = given.filter(({ effectiveFrom }) => effectiveFrom <= '2026-06-01');
        expect(ruleSetInForce(known, subject, '2026-06-01')).toEqual(chosen);
        const { industries, jurisdiction } = chosen.scope;
        expect(industries === null || industries.includes(subject.industry)).toBe(true);
        expect(jurisdiction === null || subject.jurisdictions.includes(jurisdiction)).toBe(true);
      }),
    );
  });
});
