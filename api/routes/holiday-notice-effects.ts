import { z } from 'zod';
import { toDate } from '../../activities/database/dates';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { ruleSetById } from '../../activities/rules/rule-set-for';
import { buildCalendar, calendarChanges } from '../../domain/calendar/calendar';
import { type HolidayNotice, validateHolidayNotice } from '../../domain/calendar/holiday-notice';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { movedClocks } from '../../domain/clocks/moved-clocks';
import { ok } from '../answer';
import { type Reading, type Route, route } from '../route';
import { localDate } from '../schemas';
import { holidayNotice } from './holiday-notices';

/** Clocks that are shown one by one; the rest is counted. */
const SHOWN = 50;

const effects = z
  .object({
    /** Days that count differently, and years announced for the first time. */
    changes: z.array(z.object({ from: localDate, to: localDate })),
    /** Deadlines that would move, by kind of clock. */
    kinds: z.array(z.object({ kind: z.string(), sooner: z.int(), later: z.int() })),
    moved: z.int(),
    /** Of those that come sooner, the ones that would already be over. */
    overdue: z.int(),
    clocks: z.array(z.object({ kind: z.string(), before: localDate.nullable(), after: localDate.nullable() })),
  })
  .meta({ id: 'HolidayNoticeEffects' });

const previewNotice = route({
  method: 'post',
  path: '/api/v1/holiday-notices/effects',
  tag: 'rules',
  summary: 'What a holiday notice would move; nothing is loaded',
  roles: ['admin'],
  body: holidayNotice,
  answers: { 200: effects },
  refusals: ['CALENDAR_INVALID'],
  handler: async (context) => ok(await holidayNoticeEffects(context, context.body)),
});

/** What becomes of the open clocks when a notice is loaded, counted as `calendarLoad` does. Refuses `CALENDAR_INVALID`. */
export async function holidayNoticeEffects(reading: Reading, given: unknown): Promise<z.output<typeof effects>> {
  const { tx, occasion } = reading;
  const notice = validateHolidayNotice(given);
  const latest = await tx.holidayNotice.findMany({
    distinct: ['year'],
    where: { year: { not: notice.year } },
    orderBy: [{ year: 'asc' }, { version: 'desc' }],
  });
  const after = buildCalendar([...latest.map((row) => row as unknown as HolidayNotice), notice]);
  const changes = calendarChanges(await loadCalendar(tx), after);
  const until = changes
    .map(({ to }) => to)
    .sort()
    .at(-1);
  const rows = until
    ? await tx.$queryRaw<{ ruleSetId: string; row: ClockRow }[]>`
        SELECT "ruleSetId", "row" FROM access.open_clocks(${toDate(changes[0]!.from)}::date, ${toDate(until)}::date)`
    : [];
  const clocks = await Promise.all(
    rows.map(async ({ ruleSetId, row }) => ({ row, rule: (await ruleSetById(tx, ruleSetId)).body.clocks[row.kind] })),
  );
  const moved = movedClocks(clocks, after);
  const kinds = [...new Set(moved.map(({ kind }) => kind))];
  const sooner = moved.filter((clock) => clock.before !== null && clock.after !== null && clock.after < clock.before);
  return {
    changes,
    kinds: kinds.map((kind) => {
      const own = moved.filter((clock) => clock.kind === kind).length;
      const early = sooner.filter((clock) => clock.kind === kind).length;
      return { kind, sooner: early, later: own - early };
    }),
    moved: moved.length,
    overdue: sooner.filter((clock) => clock.before! >= occasion.today && clock.after! < occasion.today).length,
    clocks: moved.slice(0, SHOWN),
  };
}

export const HOLIDAY_NOTICE_EFFECT_ROUTES: readonly Route[] = [previewNotice];
