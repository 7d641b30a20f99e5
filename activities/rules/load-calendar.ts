import { buildCalendar, type Calendar } from '../../domain/calendar/calendar';
import type { HolidayNotice } from '../../domain/calendar/holiday-notice';
import type { Tx } from '../database/database';

/** Calendars by the notices they were made of; building one costs more than a query. */
const built = new Map<string, Calendar>();

/** The calendar of the latest version of each year's notice. */
export async function loadCalendar(tx: Tx): Promise<Calendar> {
  const heads = await tx.holidayNotice.findMany({
    distinct: ['year'],
    orderBy: [{ year: 'asc' }, { version: 'desc' }],
    select: { id: true },
  });
  const key = heads.map(({ id }) => id).join();
  const known = built.get(key);
  if (known) return known;
  const rows = await tx.holidayNotice.findMany({ where: { id: { in: heads.map(({ id }) => id) } } });
  const calendar = buildCalendar(
    rows.map(({ year, source, off, work }) => ({ year, source, off, work }) as unknown as HolidayNotice),
  );
  built.set(key, calendar);
  return calendar;
}
