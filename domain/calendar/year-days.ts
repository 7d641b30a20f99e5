import type { Calendar } from './calendar';
import { addDays, dayNumber, type LocalDate, weekday } from './local-date';

/** How a day of the year is counted: worked, a weekend, a holiday that falls on a weekday, a weekend day that is worked. */
export type DayKind = 'work' | 'weekend' | 'holiday' | 'made-up';

export interface CountedDay {
  date: LocalDate;
  /** 1 (Monday) to 7. */
  weekday: number;
  kind: DayKind;
}

/** The days of a year by months, as they count. */
export function yearDays(calendar: Calendar, year: number): CountedDay[][] {
  const [off, work] = [new Set(calendar.off), new Set(calendar.work)];
  const months: CountedDay[][] = Array.from({ length: 12 }, () => []);
  for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) {
    const day = weekday(date);
    const weekend = day >= 6;
    const exception = (weekend ? work : off).has(dayNumber(date));
    const kind: DayKind = weekend ? (exception ? 'made-up' : 'weekend') : exception ? 'holiday' : 'work';
    months[Number(date.slice(5, 7)) - 1]!.push({ date, weekday: day, kind });
  }
  return months;
}
