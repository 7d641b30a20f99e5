import type { LocalDate } from '../../domain/calendar/local-date';
import { type ProjectYear, projectYear } from '../../domain/statistics/project-year';
import { phasesByMonth, type StageDays, stageDays } from '../../domain/statistics/year-course';
import { type Adjustment, adjustments } from '../../domain/statistics/year-table';
import type { Tx } from '../database/database';
import { toLocalDate } from '../database/dates';
import { loadCalendar } from '../rules/load-calendar';
import { type CommonFinding, commonFindings } from './common-findings';
import { projectFacts } from './project-facts';

/** A year as it stands, or as it was frozen, with what the charts need. */
export interface YearStatistics {
  /** The day at whose end things stand so: today, or the year's last. */
  until: LocalDate;
  /** Of the frozen table, where there is one. */
  rows: ProjectYear[];
  frozen: { on: LocalDate; byId: string | null; sha256: string } | null;
  /** What was recorded after it was frozen. */
  adjustments: Adjustment[];
  months: ReturnType<typeof phasesByMonth>;
  stageDays: StageDays[];
  findings: CommonFinding[];
}

export interface YearAsked {
  jurisdictionId: string;
  /** The bureau and all below it. */
  bureaus: readonly string[];
  year: number;
  today: LocalDate;
}

/** The last day of a year that statistics look at. */
export const lastDay = ({ year, today }: Pick<YearAsked, 'year' | 'today'>): LocalDate =>
  today < `${year}-12-31` ? today : `${year}-12-31`;

/** Draws up a year's statistics in the reader's name: what he may not see is not counted. */
export async function yearStatistics(tx: Tx, asked: YearAsked): Promise<YearStatistics> {
  const { jurisdictionId, bureaus, year } = asked;
  const until = lastDay(asked);
  const calendar = await loadCalendar(tx);
  const facts = await projectFacts(tx, bureaus, year);
  const now = facts.map((each) => projectYear(each, year, until, calendar));
  const kept = await tx.frozenYear.findUnique({ where: { jurisdictionId_year: { jurisdictionId, year } } });
  const planned = facts.filter(({ plan }) => plan);
  const codes = planned.map(({ code }) => code);
  const rows = kept ? (kept.rows as unknown as ProjectYear[]) : now;
  return {
    until,
    rows,
    frozen: kept && { on: toLocalDate(kept.frozenOn), byId: kept.frozenById, sha256: kept.sha256 },
    adjustments: kept ? adjustments(rows, now) : [],
    months: phasesByMonth(planned, year, until),
    stageDays: stageDays(planned, until, calendar),
    findings: await commonFindings(tx, codes, until),
  };
}
