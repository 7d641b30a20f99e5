import { addDays, addMonths, type LocalDate } from '../calendar/local-date';
import type { ReportPeriodRule } from './clock-rule';

export interface ReportPeriod {
  /** `2027Q1`, `2027H2`. */
  key: string;
  first: LocalDate;
  /** The base `periodEnd` of `periodic_report`. */
  last: LocalDate;
}

/** The reporting period in which a day falls: quarters, or what the rule says while works are stopped. */
export function reportPeriodOf(date: LocalDate, rule: ReportPeriodRule, worksStopped: boolean): ReportPeriod {
  const months = worksStopped ? rule.whenStopped : rule.months;
  const index = Math.floor((Number(date.slice(5, 7)) - 1) / months);
  const year = date.slice(0, 4);
  const first = addMonths(`${year}-01-01`, index * months);
  return { key: `${year}${months === 3 ? 'Q' : 'H'}${index + 1}`, first, last: addDays(addMonths(first, months), -1) };
}
