import { clockColumns } from '../../activities/clocks/clock-rows';
import type { Tx } from '../../activities/database/database';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { ruleSetById } from '../../activities/rules/rule-set-for';
import { buildCalendar, type Calendar } from '../../domain/calendar/calendar';
import type { HolidayNotice } from '../../domain/calendar/holiday-notice';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { dueOf } from '../../domain/clocks/due-of';
import { canonicalJson } from '../../domain/crypto/canonical-json';
import type { Prisma } from '../../prisma/generated/client';
import type { Invariant } from './violation';

/**
 * Every clock, also one that has stopped, is due when its bases, its rule, its pauses and the calendar it was counted with
 * say; and the columns that lists and alarms read say what the clock itself does.
 */
export const clocksFollowTheirRules: Invariant = {
  name: 'a clock equals what its base and rule give',
  async check(tx) {
    const now = await loadCalendar(tx);
    const calendars = new Map<string, Calendar>([[now.version, now], ...(await formerCalendars(tx))]);
    const clocks = await tx.clock.findMany({ include: { project: { select: { code: true } } } });
    const found = clocks.map(async ({ project, row: stored, ...columns }) => {
      const row = stored as unknown as ClockRow;
      const subject = `${project.code} ${row.kind} ${row.subject}`;
      const calendar = calendars.get(row.calendar);
      if (!calendar) return [{ subject, detail: `counted with an unknown calendar ${row.calendar}` }];
      const { body } = await ruleSetById(tx, columns.ruleSetId);
      const due = dueOf(row, body.clocks[row.kind], calendar);
      const { date, approx = false, provisional = false } = due ?? {};
      if ((date ?? null) !== row.due) return [{ subject, detail: `shows ${row.due}, its rule gives ${date ?? null}` }];
      const given = asJson({ ...columns, row: stored });
      const meant = asJson(clockColumns({ ...row, approx, provisional }));
      const differing = Object.keys(meant).filter((name) => canonicalJson(given[name]) !== canonicalJson(meant[name]));
      return differing.map((name) => ({ subject, detail: `${name} is not the clock’s own` }));
    });
    return (await Promise.all(found)).flat();
  },
};

/** As the database gives back what was stored. */
const asJson = (value: object): Record<string, Prisma.JsonValue> => JSON.parse(JSON.stringify(value));

/** Calendars of before a later notice: clocks that the loading has not reached yet were counted with one of them. */
async function formerCalendars(tx: Tx): Promise<[string, Calendar][]> {
  const rows = await tx.holidayNotice.findMany({ orderBy: { recordedAt: 'asc' } });
  const calendars: [string, Calendar][] = [];
  for (let known = 0; known <= rows.length; known++) {
    const latest = new Map(rows.slice(0, known).map((row) => [row.year, row as unknown as HolidayNotice]));
    const calendar = buildCalendar([...latest.values()]);
    calendars.push([calendar.version, calendar]);
  }
  return calendars;
}
