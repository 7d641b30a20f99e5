import type { Calendar } from '../../calendar/calendar';
import { addDays, type LocalDate } from '../../calendar/local-date';
import { isWorkingDay } from '../../calendar/working-days';
import type { HalfDay } from '../../eligibility/pool-person';

/** The half-days that a meeting would take, one after the other. */
export type Slot = readonly HalfDay[];

/** What half-days are sorted by so that they follow one another as in life. */
export const timeOf = (half: HalfDay): string => half.replace('morning', '0').replace('afternoon', '1');

/**
 * Every slot of a length that begins and ends between two days, both included, on working days, by time. From two half-days on a
 * meeting begins in the morning; a longer one goes on over the next working days.
 */
export function meetingSlots(calendar: Calendar, from: LocalDate, until: LocalDate, length: number): Slot[] {
  const halves: HalfDay[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) halves.push(`${day}/morning`, `${day}/afternoon`);
  }
  return halves.flatMap((half, at) => {
    const slot = halves.slice(at, at + length);
    return slot.length === length && (length === 1 || half.endsWith('morning')) ? [slot] : [];
  });
}
