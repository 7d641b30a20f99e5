import { buildCalendar } from '../../../domain/calendar/calendar';
import type { HolidayNotice } from '../../../domain/calendar/holiday-notice';
import { yearDays } from '../../../domain/calendar/year-days';
import type { Reading } from '../../route';
import { listNotices } from '../../routes/holiday-notices';
import { weeksOf } from '../calendar/weeks-of';
import type { Words } from '../words';

/** A meeting on a calendar: held, with a date, or with a proposed one. */
export interface Dated {
  code: string;
  name: string;
  state: 'held' | 'fixed' | 'proposed';
  days: readonly string[];
}

/** More meetings of a day look alike. */
const MOST = 3;

/** The months of these years with the number of meetings on each day. */
export async function planCalendar(
  reading: Reading & { words: Words },
  years: readonly number[],
  meetings: readonly Dated[],
  path: (day: string) => string,
) {
  const { words, occasion } = reading;
  const { items } = await listNotices.read(reading, {});
  const latest = items.filter((notice, at) => items.findIndex(({ year }) => year === notice.year) === at);
  const calendar = buildCalendar(latest as HolidayNotice[]);
  const count = new Map<string, number>();
  for (const day of meetings.flatMap(({ days }) => [...new Set(days)])) count.set(day, (count.get(day) ?? 0) + 1);
  return years.flatMap((year) =>
    yearDays(calendar, year).map((days, at) => ({
      name: words.t('date.month', { year: String(year), month: at + 1, name: words.t(`calendar.months.${at + 1}`) }),
      meetings: days.reduce((sum, { date }) => sum + (count.get(date) ?? 0), 0),
      weeks: weeksOf(days).map((week) =>
        week.map((day) => {
          if (!day) return null;
          const n = count.get(day.date) ?? 0;
          const shown = { ...day, number: Number(day.date.slice(8)), today: day.date === occasion.today, n };
          return { ...shown, heat: n > 0 ? `m${Math.min(n, MOST)}` : null, path: path(day.date) };
        }),
      ),
    })),
  );
}
