import type { Calendar } from '../../domain/calendar/calendar';
import { addDays, type LocalDate, yearOf } from '../../domain/calendar/local-date';
import { isWorkingDay } from '../../domain/calendar/working-days';
import { groupBy } from '../../domain/draw/group-by';
import type { EligiblePerson } from '../../domain/eligibility/filter-pool';
import type { HalfDay } from '../../domain/eligibility/pool-person';
import type { PlanningExpert } from '../../domain/plan/schedule/schedule-problem';
import { toLocalDate } from '../database/dates';
import { halfDayOf, type PoolRow } from '../draws/pool-people';

/** The days that are planned. */
export interface PlannedDays {
  from: LocalDate;
  until: LocalDate;
  calendar: Calendar;
}

/**
 * The experts whom some meeting may draw. Who is in two pools is one person with one cap and one diary, and knows what either
 * pool says.
 *
 * @param eligible for any of the meetings, anybody any number of times
 * @param yearlyCap the lowest of the rule sets by which the meetings are drawn
 */
export function planningExperts(
  people: readonly PoolRow[],
  eligible: readonly EligiblePerson[],
  yearlyCap: number,
  days: PlannedDays,
): PlanningExpert[] {
  const personOf = new Map(people.map(({ person }) => [person.id, person]));
  return [...groupBy(eligible, ({ id }) => id)].map(([id, known]) => {
    const { holdings, absences } = personOf.get(id)!;
    const held = holdings.filter(({ endedAt }) => endedAt === null);
    const booked = held
      .filter(({ seat }) => seat.round.endedAt === null)
      .flatMap(({ seat }) => seat.round.halfDays.map(halfDayOf));
    return {
      id,
      tags: [...new Set(known.flatMap(({ tags }) => tags))].sort(),
      employer: known[0]!.employerId ?? id,
      away: [...new Set([...booked, ...absences.flatMap((absence) => halfDaysOf(absence, days))])].sort(),
      seatsLeft: seatsLeft(
        held.map(({ since, seat }) => {
          const first = seat.round.halfDays.map(({ date }) => toLocalDate(date)).sort()[0];
          return yearOf(first ?? toLocalDate(since));
        }),
        yearlyCap,
        days,
      ),
    };
  });
}

function seatsLeft(years: readonly number[], yearlyCap: number, { from, until }: PlannedDays): Record<string, number> {
  const left: Record<string, number> = {};
  for (let year = yearOf(from); year <= yearOf(until); year++) {
    left[year] = Math.max(0, yearlyCap - years.filter((one) => one === year).length);
  }
  return left;
}

/** The half-days of an absence on the working days that are planned. */
export function halfDaysOf(absence: { from: Date; until: Date }, { from, until, calendar }: PlannedDays): HalfDay[] {
  const [first, last] = [toLocalDate(absence.from), toLocalDate(absence.until)];
  const halves: HalfDay[] = [];
  for (let day = first < from ? from : first; day <= last && day <= until; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) halves.push(`${day}/morning`, `${day}/afternoon`);
  }
  return halves;
}
