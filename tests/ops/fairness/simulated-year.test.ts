import loadHighs from 'highs';
import { type PanelRule, readPanelRule } from '../../../domain/draw/panel-rule';
import type { TableFor } from '../../../domain/draw/table-lottery';
import { PLAN_FILE, readPlan } from '../../../ops/demo/plan-lines';
import { projectsOf, tablesBy, yearWith } from '../../../ops/fairness/figures';
import type { YearProject } from '../../../ops/fairness/simulated-year';
import { chanceValue, spreadOf } from '../../../ops/fairness/spread';
import { gini } from '../../../ops/fairness/statistics';
import panel from '../../../prisma/seed/rule-sets/default/panel.json';

const rule: PanelRule = readPanelRule(panel, 'panel');
let tableFor: TableFor;
let projects: YearProject[];
beforeAll(async () => {
  tableFor = tablesBy(await loadHighs());
  projects = projectsOf(readPlan(PLAN_FILE));
});

describe('a year of 160 experts and 109 projects', () => {
  it('burdens nobody as much, and all more evenly, with the load filter than without', () => {
    const { slack } = rule.eligibility.load;
    const [filtered, free] = [yearWith(slack, projects, rule, tableFor), yearWith(null, projects, rule, tableFor)];
    expect([filtered.loads.length, projects.length]).toEqual([160, 109]);
    expect(filtered.seats).toBe(free.seats);
    expect(filtered.loads.reduce((a, b) => a + b)).toBe(filtered.seats);
    // No draw is left without an answer by the filter.
    expect(filtered.relaxed).toBe(0);
    expect(Math.max(...filtered.loads)).toBeLessThan(Math.max(...free.loads));
    expect(gini(filtered.loads)).toBeLessThan(gini(free.loads) - 0.03);
  });

  it('has exact chances that make its seats, in every pool', () => {
    const { firsts } = yearWith(rule.eligibility.load.slack, projects, rule, tableFor);
    expect(firsts.map(({ pool }) => pool).sort()).toEqual(['CC', 'FS', 'GM', 'NH', 'SD', 'SS']);
    for (const { question, plan } of firsts) {
      const { sum, lowest, geometricMean, ideal } = spreadOf(plan.chances);
      expect(sum).toBe(`${question.constraints.seats}/1`);
      expect(chanceValue(lowest)).toBeGreaterThan(0);
      expect(geometricMean).toBeLessThanOrEqual(chanceValue(ideal) + 1e-12);
    }
  });
});
