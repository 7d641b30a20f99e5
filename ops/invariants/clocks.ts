import type { Tx } from '../../activities/database/database';
import { toLocalDate } from '../../activities/database/dates';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { buildCalendar, type Calendar } from '../../domain/calendar/calendar';
import type { HolidayNotice } from '../../domain/calendar/holiday-notice';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { dueOf } from '../../domain/clocks/due-of';
import type { RuleSet } from '../../domain/rules/rule-set';
import type { Invariant } from './violation';

/** Every open clock shows what its bases, its rule and the calendar it was counted with give. */
export const clocksFollowTheirRules: Invariant = {
  name: 'a clock equals what its base and rule give',
  async check(tx) {
    const now = await loadCalendar(tx);
    const calendars = new Map<string, Calendar>([[now.version, now], ...(await formerCalendars(tx))]);
    const clocks = await tx.clock.findMany({
      where: { state: { not: 'stopped' } },
      include: { ruleSet: { select: { body: true } }, project: { select: { code: true } } },
    });
    return clocks.flatMap(({ project, ruleSet, row: stored, dueOn }) => {
      const row = stored as unknown as ClockRow;
      const subject = `${project.code} ${row.kind} ${row.subject}`;
      const calendar = calendars.get(row.calendar);
      if (!calendar) return { subject, detail: `counted with an unknown calendar ${row.calendar}` };
      const due = dueOf(row, (ruleSet.body as unknown as RuleSet).clocks[row.kind], calendar)?.date ?? null;
      const shown = dueOn ? toLocalDate(dueOn) : null;
      return due === shown && due === row.due ? [] : { subject, detail: `shows ${shown}, its rule gives ${due}` };
    });
  },
};

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
