import { z } from 'zod';
import { buildCalendar } from '../../../domain/calendar/calendar';
import type { HolidayNotice } from '../../../domain/calendar/holiday-notice';
import { yearDays } from '../../../domain/calendar/year-days';
import { holidayNoticeEffects } from '../../routes/holiday-notice-effects';
import { listNotices, loadNotice } from '../../routes/holiday-notices';
import { rowsName } from '../acts/contents';
import { routeForm } from '../forms/route-form';
import { newFormKey, page } from '../page';
import { READERS } from '../registers/register-tabs';
import { weeksOf } from './weeks-of';

/** Working days of a year as they count, by which notice, and how far clocks were moved by it. */
const calendarPage = page({
  ...READERS,
  path: '/calendar',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() }),
  async show(context) {
    const { words, query, occasion, hat } = context;
    const { items, loads } = await listNotices.read(context, {});
    const latest = items.filter((notice, at) => items.findIndex(({ year }) => year === notice.year) === at);
    const thisYear = Number(occasion.today.slice(0, 4));
    const year = query.year ?? thisYear;
    const years = [...new Set([...latest.map((notice) => notice.year), thisYear, thisYear + 1, year])].sort();
    const months = yearDays(buildCalendar(latest as HolidayNotice[]), year);
    return {
      template: 'calendar/year',
      title: words.t('calendar.title', { year: String(year) }),
      data: {
        ...{ year, loads, admin: hat?.role === 'admin', key: newFormKey() },
        notice: latest.find((notice) => notice.year === year),
        years: years.map((each) => ({
          path: `/calendar?year=${each}`,
          words: words.t('date.year', { year: String(each) }),
          current: each === year,
        })),
        weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => words.t(`calendar.weekdays.${day}`)),
        months: months.map((days, at) => ({
          name: words.t(`calendar.months.${at + 1}`),
          workdays: days.filter(({ kind }) => kind === 'work' || kind === 'made-up').length,
          weeks: weeksOf(days).map((week) =>
            week.map((day) => day && { ...day, number: Number(day.date.slice(8)), today: day.date === occasion.today }),
          ),
        })),
      },
    };
  },
});

const noticeForm = routeForm({
  roles: ['admin'],
  path: '/calendar/notices/new',
  route: loadNotice,
  own: 'calendar.notice-new',
  about: async ({ words }) => ({ path: '/calendar', name: words.t('calendar.name') }),
  async known(context) {
    const { items } = await listNotices.read(context, {});
    const year = String(context.query.year ?? '');
    const notice = items.find((each) => String(each.year) === year);
    if (!notice) return { year };
    const rows = notice.off.flatMap(({ name, from, to }, at) => [
      [`off.${at}.name`, name],
      [`off.${at}.from`, from],
      [`off.${at}.to`, to],
    ]);
    const { source, work, off } = notice;
    return { year, source, work: work.join('\n'), [rowsName('off')]: String(off.length), ...Object.fromEntries(rows) };
  },
  preview: async (context, body) => ({
    partial: 'holiday-effects',
    effects: await holidayNoticeEffects(context, body),
  }),
  next: ({ query }) => `/calendar${query.year ? `?year=${query.year}` : ''}`,
});

export const CALENDAR_PAGES = [calendarPage, noticeForm];
