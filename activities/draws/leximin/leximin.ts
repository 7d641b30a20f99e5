import type { Highs, Model } from 'highs';
import type { PanelProblem } from '../../../domain/draw/panel-types';
import type { Share } from '../../../domain/draw/round-weights';
import { type BestPanel, bestPanel } from './best-panel';
import { define, optimum } from './solver';

/** Differences that count as none, in parts of the mean chance. */
const SAME = 1e-9;
/** By how much a final chance may be missed in a solve. */
const SLACK = 1e-8;
/** A chance whose price is above this can't be raised in any optimum. */
const BINDING = 1e-6;

/** A panel more leaves the shares of before a solution, from which the primal simplex method goes on. */
const PRIMAL = 4;

/** How far a solve has come. */
export interface Progress {
  types: number;
  /** Types whose chance is final. */
  final: number;
  /** Kinds of panels found so far. */
  panels: number;
}

/** The fairest lottery over the panels of a problem. */
export interface Leximin {
  shares: Share[];
  /** Of a person of each type. */
  chances: number[];
}

/**
 * The leximin distribution over panels: the lowest chance is raised as far as it can be, then the lowest of those that can
 * still be raised, and so on (Flanigan, Gölz, Gupta, Hennig and Procaccia, Nature 2021). Equals can be treated equally without
 * loss, so it is enough to look at types.
 *
 * Column generation. The master programme shares out the panels known so far such that the lowest chance not yet final is
 * highest; its prices say what a person of each type is worth; the panel worth most is added, until none is worth more than
 * those known. Then the types with a positive price are final, and the next lowest chance is looked at.
 *
 * @param problem one that some panel meets
 */
export function leximin(highs: Highs, problem: PanelProblem, tell: (progress: Progress) => void = () => {}): Leximin {
  return highs.withModel((relaxed) =>
    highs.withModel((whole) =>
      highs.withModel((master) => {
        const best = bestPanel(highs, relaxed, whole, problem);
        return new Master(highs, master, problem, best, tell).solve();
      }),
    ),
  );
}

/** The master programme: minimise −lowest such that shares sum to 1 and no type's chance is below its floor. */
class Master {
  private readonly panels: number[][] = [];
  private readonly known = new Set<string>();
  /** Final chances by type, in parts of the mean chance. */
  private readonly final = new Map<number, number>();
  private readonly types: PanelProblem['types'];
  private readonly mean: number;

  constructor(
    private readonly highs: Highs,
    private readonly model: Model,
    problem: PanelProblem,
    private readonly best: BestPanel,
    private readonly tell: (progress: Progress) => void,
  ) {
    this.types = problem.types;
    this.mean = problem.seats / this.types.reduce((sum, { people }) => sum + people, 0);
    const ofLowest = this.types.map(() => ({ lower: 0, upper: highs.infinity, indices: [0], values: [-1] }));
    define(model, [highs.infinity], [{ lower: 1, upper: 1, indices: [], values: [] }, ...ofLowest]);
    model.changeColCost(0, -1);
    model.options.set({ simplex_strategy: PRIMAL });
  }

  solve(): Leximin {
    this.coverAll();
    let shares = this.raiseLowest();
    while (this.final.size < this.types.length) shares = this.raiseLowest();
    return {
      shares: this.panels.flatMap((panel, at) =>
        shares[at]! > SAME
          ? [{ types: panel.flatMap((count, type) => Array(count).fill(type)), share: shares[at]! }]
          : [],
      ),
      chances: this.types.map((_, type) => this.final.get(type)! * this.mean),
    };
  }

  /** Panels with all types; types that no panel can have are final with chance 0. */
  private coverAll(): void {
    const missing = new Set(this.types.keys());
    while (missing.size > 0) {
      const panel = this.best.find(this.types.map((_, type) => (missing.has(type) ? 1 : 0)));
      const taken = takenBy(panel).filter((type) => missing.delete(type));
      if (taken.length > 0) this.add(panel);
      else break;
    }
    for (const type of missing) this.fix(type, 0);
  }

  /** @returns the shares of the panels known when the lowest chance was at its highest */
  private raiseLowest(): Float64Array {
    for (;;) {
      const { objective, columns, rows, prices } = optimum(this.highs, this.model);
      const worth = this.types.map(({ people }, type) => Math.max(0, prices[type + 1]!) / (people * this.mean));
      this.tell({ types: this.types.length, final: this.final.size, panels: this.panels.length });
      if (this.addBetter(worth, -prices[0]!)) continue;
      this.settle(-objective, rows, prices);
      return columns.slice(1);
    }
  }

  /**
   * Adds the panel worth most if it is worth more than those known, and with it others that are and share no type with those
   * added: one after the other they would be found as well, but later.
   */
  private addBetter(worth: readonly number[], known: number): boolean {
    const left = [...worth];
    let added = 0;
    for (let panel: number[] | null = this.best.find(left); panel; panel = this.best.findAtOnce(left)) {
      const value = panel.reduce((sum, count, type) => sum + count * worth[type]!, 0);
      if (value - known <= SAME || !this.add(panel)) break;
      for (const type of takenBy(panel)) left[type] = 0;
      added++;
    }
    return added > 0;
  }

  /** Makes final what can't be raised above `lowest`: all the rest when the rest's mean is no higher. */
  private settle(lowest: number, rows: Float64Array, prices: Float64Array): void {
    const before = new Set(this.final.keys());
    const rest = [...this.types.keys()].filter((type) => !this.final.has(type));
    const people = this.types.reduce((sum, type) => sum + type.people, 0);
    const given = [...this.final].reduce((sum, [type, chance]) => sum + chance * this.types[type]!.people, 0);
    const open = rest.reduce((sum, type) => sum + this.types[type]!.people, 0);
    const isMean = (people - given) / open < lowest + SAME;
    const highest = Math.max(...rest.map((type) => prices[type + 1]!));
    for (const type of rest) {
      if (isMean || prices[type + 1]! >= Math.min(BINDING, highest)) this.fix(type, lowest);
    }
    // Floors a little below what the shares of now give, not below what they should: those shares must stay a solution.
    for (const [type, chance] of this.final) {
      const now = rows[type + 1]! + (before.has(type) ? 0 : lowest);
      this.model.changeRowBounds(type + 1, Math.max(0, Math.min(chance, now) - SLACK), this.highs.infinity);
    }
  }

  private fix(type: number, chance: number): void {
    this.final.set(type, chance);
    this.model.changeCoefficient(type + 1, 0, 0);
  }

  /** @returns false for a panel known already: then rounding alone made it look better */
  private add(panel: number[]): boolean {
    const key = panel.join();
    if (this.known.has(key)) return false;
    this.known.add(key);
    this.panels.push(panel);
    const taken = takenBy(panel);
    this.model.addCol(0, 0, 1, {
      indices: [0, ...taken.map((type) => type + 1)],
      values: [1, ...taken.map((type) => panel[type]! / (this.types[type]!.people * this.mean))],
    });
    return true;
  }
}

const takenBy = (panel: readonly number[]): number[] => [...panel.keys()].filter((type) => panel[type]! > 0);
