import fc from 'fast-check';
import { buildCalendar } from '../../../domain/calendar/calendar';
import { type HolidayNotice, validateHolidayNotice } from '../../../domain/calendar/holiday-notice';
import { fromDayNumber } from '../../../domain/calendar/local-date';
import notice2025 from '../../../prisma/seed/calendars/2025.json';
import notice2026 from '../../../prisma/seed/calendars/2026.json';

export const notices: HolidayNotice[] = [notice2025, notice2026].map(validateHolidayNotice);

/** 2025 and 2026 as announced; every other year on statutory weekdays. */
export const calendar = buildCalendar(notices);

/** A made-up notice for 2027: the dates are not the State Council's. */
export const invented2027: HolidayNotice = {
  year: 2027,
  source: 'invented',
  off: [
    { name: 'New Year', from: '2027-01-01', to: '2027-01-03' },
    { name: 'Spring Festival', from: '2027-02-05', to: '2027-02-11' },
  ],
  work: ['2027-01-30', '2027-02-13'],
};

/** 2020 to 2034, half of it unannounced on either side. */
export const anyDate = fc.integer({ min: 18_262, max: 23_740 }).map(fromDayNumber);

/** 2025-01-01 to 2026-12-31. */
export const announcedDate = fc.integer({ min: 20_089, max: 20_818 }).map(fromDayNumber);
