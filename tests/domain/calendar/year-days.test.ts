import { buildCalendar } from '../../../domain/calendar/calendar';
import { yearDays } from '../../../domain/calendar/year-days';
import notice from '../../../prisma/seed/calendars/2026.json';

const kindOf = (date: string) =>
  yearDays(buildCalendar([notice]), 2026)
    .flat()
    .find((day) => day.date === date)?.kind;

test('every day of a year as it counts', () => {
  const months = yearDays(buildCalendar([notice]), 2026);
  expect(months.flat()).toHaveLength(365);
  expect(months[1]![0]).toMatchObject({ date: '2026-02-01', weekday: 7 });
  expect(kindOf('2026-10-01')).toBe('holiday');
  expect(kindOf('2026-10-03')).toBe('weekend');
  expect(kindOf('2026-10-10')).toBe('made-up');
  expect(kindOf('2026-10-08')).toBe('work');
});

test('a year without a notice is weekdays and weekends', () => {
  const days = yearDays(buildCalendar([]), 2028).flat();
  expect(days).toHaveLength(366);
  expect(new Set(days.map(({ kind }) => kind))).toEqual(new Set(['work', 'weekend']));
});
