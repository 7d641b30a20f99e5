import { addDays, compareDates, isLocalDate, type LocalDate } from '../calendar/local-date';
import { plain } from './text';

/** 1月28日, 2025-01-28, 2025年1月28日, 8日: a year and a month may be left to what stands before. */
const DAY = /^(?:(\d{4})[年\-./])?(?:(\d{1,2})[月\-./])?(\d{1,2})日?$/;
const LONGEST = 60;

/**
 * Days as a notice writes them: `1月28日（农历除夕）至2月4日放假`, `1月26日（周日）、2月8日（周六）上班`, `10月1日-8日`, `2025-01-28`. Words in
 * brackets, and what is said of the days, are passed over.
 *
 * @param year of days that name none
 * @returns every day in order of its naming, each once; null when it is none of these
 */
export function parseDays(text: string, year: number): LocalDate[] | null {
  const said = plain(text)
    .replace(/\([^)]*\)/g, '')
    .replace(/(?:周|星期)[一二三四五六日天]/g, '')
    .replace(/不?调休|放假|上班|休息|补班|共|\d+天|。$/g, '');
  const days: LocalDate[] = [];
  let before: { year: string; month?: string } = { year: String(year) };
  for (const part of said.split(/[,、;和及]+/).filter(Boolean)) {
    const ends = part.split(/[至到~—–]+|(?<=日)-/).map((each) => {
      const found = DAY.exec(each);
      const month = found?.[2] ?? before.month;
      if (!found || !month) return null;
      before = { year: found[1] ?? before.year, month };
      const date = `${before.year}-${month.padStart(2, '0')}-${found[3]!.padStart(2, '0')}`;
      return isLocalDate(date) ? date : null;
    });
    const [from, to = from] = ends;
    if (!from || !to || ends.length > 2) return null;
    const range = daysBetween(from, to);
    if (!range) return null;
    days.push(...range);
  }
  return days.length > 0 ? [...new Set(days)] : null;
}

function daysBetween(from: LocalDate, to: LocalDate): LocalDate[] | null {
  const days: LocalDate[] = [];
  for (let day = from; compareDates(day, to) <= 0; day = addDays(day, 1)) {
    if (days.length === LONGEST) return null;
    days.push(day);
  }
  return days.length > 0 ? days : null;
}
