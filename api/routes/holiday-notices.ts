import { z } from 'zod';
import { loadHolidayNotice } from '../../activities/calendar/load-holiday-notice';
import type { HolidayNotice } from '../../domain/calendar/holiday-notice';
import { created, ok } from '../answer';
import { type Route, route } from '../route';
import { id, instant, instantOf, line, localDate } from '../schemas';
import { startCalendarLoad } from '../start-calendar-load';

export const holidayNotice = z.strictObject({
  year: z.int().min(2000).max(2100),
  source: line(200).meta({ description: 'Title or number of the State Council’s notice' }),
  off: z.array(z.strictObject({ name: line(50), from: localDate, to: localDate })).max(50),
  work: z.array(localDate).max(50),
});

const row = holidayNotice
  .extend({ id, version: z.int() })
  .meta({ id: 'HolidayNotice', description: 'Days off, and weekend days worked in exchange 调休' });

const load = z.object({
  id,
  calendar: z.string(),
  movedClocks: z.int(),
  finishedAt: instant.nullable().meta({ description: 'Null while clocks are still being moved' }),
});

export const listNotices = route({
  method: 'get',
  path: '/api/v1/holiday-notices',
  tag: 'rules',
  summary: 'Holiday notices, the latest version of a year first, and how far clocks were moved',
  answers: { 200: z.object({ items: z.array(row), loads: z.array(load) }) },
  async handler({ tx }) {
    const notices = await tx.holidayNotice.findMany({ orderBy: [{ year: 'desc' }, { version: 'desc' }] });
    const loads = await tx.calendarLoad.findMany({ orderBy: { recordedAt: 'desc' }, take: 20 });
    return ok({
      items: notices.map(({ id, year, version, source, off, work }) => ({
        id,
        year,
        version,
        source,
        ...({ off, work } as unknown as Pick<HolidayNotice, 'off' | 'work'>),
      })),
      loads: loads.map(({ id, calendar, movedClocks, finishedAt }) => ({
        id,
        calendar,
        movedClocks,
        finishedAt: instantOf(finishedAt),
      })),
    });
  },
});

export const loadNotice = route({
  method: 'post',
  path: '/api/v1/holiday-notices',
  tag: 'rules',
  summary: 'Load a year’s holiday notice, or an amended one; running clocks move by it',
  description: 'The same notice again loads nothing, and starts the moving of clocks again if it has not finished.',
  roles: ['admin'],
  body: holidayNotice,
  answers: { 200: z.object({ loadId: id.nullable() }), 201: z.object({ id, version: z.int(), loadId: id.nullable() }) },
  refusals: ['CALENDAR_INVALID'],
  async handler({ tx, deps, actor, occasion, body, afterCommit }) {
    const { personId } = actor;
    const { notice, loads } = await loadHolidayNotice(tx, body, { personId, ...occasion });
    for (const load of loads) afterCommit(() => startCalendarLoad(deps, load));
    const loadId = loads.at(-1) ?? null;
    return notice ? created({ ...notice, loadId }, '/api/v1/holiday-notices') : ok({ loadId });
  },
});

export const HOLIDAY_NOTICE_ROUTES: readonly Route[] = [listNotices, loadNotice];
