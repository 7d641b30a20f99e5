import { PHASE_OF, PHASES, type Phase } from '../../../domain/statistics/phase';
import type { Statistics } from '../../routes/statistics';

/** A part of a bar or a column: its phase gives the colour. */
interface Part {
  phase: Phase;
  at: number;
  length: number;
}

/** The counts of phases one after the other. */
function stack(counts: Partial<Record<Phase, number>>): { parts: Part[]; sum: number } {
  let sum = 0;
  const parts = PHASES.flatMap((phase) => {
    const length = counts[phase] ?? 0;
    const part = { phase, at: sum, length };
    sum += length;
    return length > 0 ? [part] : [];
  });
  return { parts, sum };
}

/** Widths of a chart that is drawn twice, so that its text keeps its size: for wide and for narrow windows. */
const WIDTHS = [
  { name: 'only-wide', width: 544 },
  { name: 'only-narrow', width: 312 },
] as const;
const HEIGHT = 220;
const MARGIN = { left: 36, top: 12, bottom: 24 };

/** Columns of the year's months, in the units of the drawing. */
export function monthsChart(months: Statistics['months']) {
  const stacks = months.map(({ on, counts }) => ({ month: Number(on.slice(5, 7)), ...stack(counts) }));
  const most = Math.max(1, ...stacks.map(({ sum }) => sum));
  const unit = (HEIGHT - MARGIN.top - MARGIN.bottom) / most;
  const base = HEIGHT - MARGIN.bottom;
  return WIDTHS.map(({ name, width }) => {
    const step = (width - MARGIN.left) / 12;
    return {
      ...{ name, width, height: HEIGHT, base, label: base + 18 },
      scale: [0, Math.round(most / 2), most].map((n) => ({ n, y: base - n * unit, text: base - n * unit + 5 })),
      columns: stacks.map(({ month, parts }) => ({
        month,
        x: MARGIN.left + (month - 1) * step + step * 0.15,
        middle: MARGIN.left + (month - 0.5) * step,
        width: step * 0.7,
        parts: parts.map(({ phase, at, length }) => ({ phase, y: base - (at + length) * unit, height: length * unit })),
      })),
    };
  });
}

/** A bar for each industry, the longest first. */
export function industryBars({ rows }: Statistics) {
  const byIndustry = new Map<string, Partial<Record<Phase, number>>>();
  for (const { industry, stage, figures } of rows) {
    if (!Object.hasOwn(figures, 'planned')) continue;
    const counts = byIndustry.get(industry) ?? {};
    const phase = PHASE_OF[stage];
    byIndustry.set(industry, { ...counts, [phase]: (counts[phase] ?? 0) + 1 });
  }
  const bars = [...byIndustry].map(([name, counts]) => ({ name, counts, ...stack(counts) }));
  const most = Math.max(1, ...bars.map(({ sum }) => sum));
  return bars.sort((a, b) => b.sum - a.sum).map((bar) => ({ ...bar, most }));
}

/** How many of the first opinions were a pass, by district; those without an opinion are left out. */
export function firstBars({ jurisdictions }: Statistics) {
  const lines = jurisdictions.filter(({ passedFirst }) => passedFirst.of > 0);
  return lines.map(({ name, passedFirst: { passed, of } }) => ({ name, passed, of, share: passed / of }));
}

export function findingBars({ findings }: Statistics) {
  const most = Math.max(1, ...findings.map(({ count }) => count));
  return findings.map((finding) => ({ ...finding, most }));
}

/** Of each stage the days between which four fifths of the stays lie, and the median as a mark. */
export function stageBars({ stageDays }: Statistics) {
  const most = Math.max(1, ...stageDays.map(({ high }) => high));
  const mark = most / 80;
  return stageDays.map((each) => ({
    ...{ ...each, most, mark },
    width: Math.max(each.high - each.low, mark),
    at: Math.min(each.median, most - mark),
  }));
}
