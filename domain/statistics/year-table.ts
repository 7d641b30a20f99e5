import { groupBy } from '../draw/group-by';
import { FIGURES, type Figure } from './figure';
import type { ProjectYear } from './project-year';

/** A line of the yearly table. */
export interface TableLine {
  /** Code of a jurisdiction, name of an industry, or empty for the total. */
  key: string;
  name: string;
  counts: Record<Figure, number>;
  /** Passed ÷ planned; null when nothing is planned. */
  done: number | null;
  /** Of the first opinions, those of a pass; null without any. */
  passedFirst: { passed: number; of: number };
  /** Mean working days from application to opinion, to one place; null without any. */
  days: number | null;
}

export interface YearTable {
  jurisdictions: TableLine[];
  industries: TableLine[];
  total: TableLine;
}

/** The yearly table by district and by industry; both add up to the total. Lines are sorted by key. */
export function yearTable(rows: readonly ProjectYear[]): YearTable {
  const byJurisdiction = groupBy(rows, ({ jurisdiction }) => jurisdiction.code);
  const byIndustry = groupBy(rows, ({ industry }) => industry);
  const sorted = (lines: TableLine[]) => lines.sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    jurisdictions: sorted([...byJurisdiction].map(([code, own]) => line(code, own[0]!.jurisdiction.name, own))),
    industries: sorted([...byIndustry].map(([industry, own]) => line(industry, industry, own))),
    total: line('', '', rows),
  };
}

function line(key: string, name: string, rows: readonly ProjectYear[]): TableLine {
  const counts = Object.fromEntries(
    FIGURES.map((figure) => [figure, rows.filter(({ figures }) => Object.hasOwn(figures, figure)).length]),
  ) as Record<Figure, number>;
  const planned = rows.filter(({ figures }) => Object.hasOwn(figures, 'planned'));
  const concluded = planned.filter(({ passedFirst }) => passedFirst !== null);
  const days = planned.flatMap((row) => (row.days === null ? [] : [row.days]));
  return {
    ...{ key, name, counts },
    done: counts.planned > 0 ? counts.passed / counts.planned : null,
    passedFirst: { passed: concluded.filter(({ passedFirst }) => passedFirst).length, of: concluded.length },
    days: days.length > 0 ? Math.round((days.reduce((sum, each) => sum + each, 0) / days.length) * 10) / 10 : null,
  };
}

/** A figure of a project that is another now than when the year was frozen. */
export interface Adjustment {
  code: string;
  name: string;
  figure: Figure;
  /** The day since when it counted, null for one that is unknown; `absent` where it did not count. */
  was: string | null;
  now: string | null;
}

/** What was recorded after a year was frozen and changes its table: never written into it, but listed beside it. */
export function adjustments(frozen: readonly ProjectYear[], now: readonly ProjectYear[]): Adjustment[] {
  const codes = [...new Set([...frozen, ...now].map(({ code }) => code))].sort();
  const before = new Map(frozen.map((row) => [row.code, row]));
  const after = new Map(now.map((row) => [row.code, row]));
  return codes.flatMap((code) =>
    FIGURES.flatMap((figure) => {
      const was = stateIn(before.get(code), figure);
      const is = stateIn(after.get(code), figure);
      const { name } = (after.get(code) ?? before.get(code))!;
      return was === is ? [] : [{ code, name, figure, was, now: is }];
    }),
  );
}

const stateIn = (row: ProjectYear | undefined, figure: Figure): string | null =>
  row && Object.hasOwn(row.figures, figure) ? (row.figures[figure] ?? null) : 'absent';
