import type { Highs } from 'highs';
import { fairestTable } from '../../activities/draws/leximin/fairest-table';
import { digestOf } from '../../domain/crypto/sha256';
import type { PanelRule } from '../../domain/draw/panel-rule';
import { TABLE_TOTAL, type TableFor } from '../../domain/draw/table-lottery';
import type { PlanLine } from '../demo/plan-lines';
import { IN_TOWN } from '../demo/world/enter-plan';
import { expertList } from '../demo/world/expert-list';
import { POOL_CODES } from '../demo/world/places';
import { drawMany, STEERED, type Tally } from './draw-many';
import { type FirstDraw, type SimulatedYear, simulateYear, withoutLoads, type YearProject } from './simulated-year';
import { chanceValue, type Spread, spreadOf } from './spread';
import { gini, holm, twoSidedP, type Uniformity, uniformity, zScore } from './statistics';
import { digitsOf, keyOf, rowIndex } from './throws';

/** All that the report shows; the same on every run. */
export interface Figures {
  seeds: number;
  /** Each pool's first draw of the year. */
  tables: TableFigures[];
  /** Of the first of these: what was drawn against what was published. */
  throws: ThrowFigures;
  index: IndexFigures;
  year: { experts: number; projects: number; seats: number; slack: number; runs: YearFigures[] };
}

export interface TableFigures extends Spread {
  pool: string;
  people: number;
  seats: number;
  kind: string;
  rows: number;
}

export interface ThrowFigures {
  pool: string;
  people: PersonFigures[];
  favourite: string;
  /** Smallest p-value of all people after Holm's correction. */
  fair: number;
  biased: number;
}

/** A person of a pool, from the lowest chance up. */
export interface PersonFigures {
  id: string;
  chance: string;
  drawn: number;
  z: number;
  /** The same when one draw in twenty puts the favourite first. */
  biasedZ: number;
}

export interface IndexFigures {
  /** How many of the draws fell into each tenth of the table's 10,000 places. */
  tenths: number[];
  fair: Uniformity;
  /** One index in twenty is moved to the first tenth. */
  biased: Uniformity;
}

export interface YearFigures {
  /** Null: no load filter. */
  slack: number | null;
  loads: number[];
  highest: number;
  gini: number;
  /** Draws that the filter left without an answer. */
  relaxed: number;
}

/** Slacks of the load filter that are compared. */
const SLACKS = [0, 1, 2, null];

/** Tables found once for each problem. */
export function tablesBy(highs: Highs): TableFor {
  const known = new Map<string, ReturnType<TableFor>>();
  return (problem) => {
    const key = digestOf(problem);
    const table = known.get(key) ?? fairestTable(highs, problem);
    known.set(key, table);
    return table;
  };
}

/** A plan's lines as draws depend on them. */
export const projectsOf = (lines: readonly PlanLine[]): YearProject[] =>
  lines.map(({ name, industry, district }) => ({
    name,
    industry,
    pool: POOL_CODES[district]!,
    insidePlanningArea: IN_TOWN.includes(industry),
  }));

/** The demo's experts and these projects over a year, under a load filter of this slack and without a yearly cap. */
export function yearWith(
  slack: number | null,
  projects: readonly YearProject[],
  rule: PanelRule,
  tableFor: TableFor,
): SimulatedYear {
  const eligibility = slack === null ? withoutLoads(rule) : { ...rule.eligibility, load: { months: 12, slack } };
  // The cap is another limit on the same thing: it would hide what the load filter does.
  return simulateYear(
    expertList(),
    projects,
    { ...rule, eligibility: { ...eligibility, yearlyCap: projects.length } },
    tableFor,
  );
}

/** @param seeds how often the first draw is repeated */
export function fairnessFigures(lines: readonly PlanLine[], rule: PanelRule, highs: Highs, seeds: number): Figures {
  const tableFor = tablesBy(highs);
  const projects = projectsOf(lines);
  const years = SLACKS.map((slack) => ({ slack, year: yearWith(slack, projects, rule, tableFor) }));
  const { firsts, seats, loads } = years[0]!.year;
  return {
    seeds,
    tables: firsts.map(tableFigures),
    throws: throwFigures(firsts[0]!, seeds),
    index: indexFigures(seeds),
    year: {
      experts: loads.length,
      projects: projects.length,
      seats,
      slack: rule.eligibility.load.slack,
      runs: years.map(({ slack, year }) => ({
        slack,
        loads: year.loads,
        highest: Math.max(...year.loads),
        gini: gini(year.loads),
        relaxed: year.relaxed,
      })),
    },
  };
}

const tableFigures = ({ pool, question, plan }: FirstDraw): TableFigures => ({
  pool,
  people: question.candidates.length,
  seats: question.constraints.seats,
  kind: plan.kind,
  rows: plan.kind === 'table' ? plan.rows.length : 0,
  ...spreadOf(plan.chances),
});

function throwFigures({ pool, question, plan }: FirstDraw, seeds: number): ThrowFigures {
  const ascending = plan.chances.toSorted((a, b) => chanceValue(a.chance) - chanceValue(b.chance));
  const favourite = ascending[0]!.id;
  const { fair, biased } = drawMany(question, plan, favourite, seeds);
  const zIn = (tally: Tally, id: string, chance: string) => zScore(tally.get(id)!, seeds, chanceValue(chance));
  const people = ascending.map(({ id, chance }) => ({
    id,
    chance,
    drawn: fair.get(id)!,
    z: zIn(fair, id, chance),
    biasedZ: zIn(biased, id, chance),
  }));
  const suspicion = (zs: readonly number[]): number => Math.min(...holm(zs.map(twoSidedP)));
  return {
    pool,
    people,
    favourite,
    fair: suspicion(people.map(({ z }) => z)),
    biased: suspicion(people.map(({ biasedZ }) => biasedZ)),
  };
}

function indexFigures(seeds: number): IndexFigures {
  const indices = Array.from({ length: seeds }, (_, seed) => rowIndex(keyOf([], digitsOf(seed)).prk));
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const index of indices) tenths[Math.floor((index * 10) / TABLE_TOTAL)]! += 1;
  return { tenths, fair: indexUniformity(indices), biased: indexUniformity(indices.map(moved)) };
}

/** Whether indices of a table's places are uniform. */
export const indexUniformity = (indices: readonly number[]): Uniformity =>
  uniformity(indices.map((index) => (index + 0.5) / TABLE_TOTAL));

/** What somebody does who wants rows of the first tenth to come up more often: a bias of 5 %. */
export const moved = (index: number, seed: number): number => (seed % STEERED > 0 ? index : Math.floor(index / 10));
