import type { LocalDate } from '../../domain/calendar/local-date';
import type { HalfDay } from '../../domain/eligibility/pool-person';
import type { PlanningBureau } from '../../domain/plan/schedule/schedule-problem';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import { halfDayOf } from '../draws/pool-people';
import { halfDaysOf, type PlannedDays } from './planning-experts';

/** A bureau's staff, and how many of them are absent or sit in meetings that have a date, by half-day. */
export async function planningBureau(
  tx: Tx,
  { id, staff, today }: { id: string; staff: number; today: LocalDate },
  days: PlannedDays,
): Promise<PlanningBureau> {
  const day = toDate(today);
  const grants = await tx.grant.findMany({
    where: {
      jurisdictionId: id,
      role: { in: ['officer', 'director', 'recorder'] },
      from: { lte: day },
      confirmedById: { not: null },
      OR: [{ until: null }, { until: { gte: day } }],
    },
    distinct: ['personId'],
    select: { personId: true },
  });
  const personIds = grants.map(({ personId }) => personId);
  const absences = await tx.absence.findMany({
    where: { personId: { in: personIds }, until: { gte: toDate(days.from) } },
  });
  const rounds = await tx.round.findMany({
    where: { endedAt: null, halfDays: { some: { date: { gte: toDate(days.from) } } } },
    select: {
      recorderId: true,
      halfDays: true,
      seats: { select: { holders: { where: { endedAt: null }, select: { personId: true } } } },
    },
  });
  const busy = new Map<HalfDay, Set<string>>();
  const note = (personId: string | null, half: HalfDay): void => {
    if (personId === null || !personIds.includes(personId)) return;
    busy.set(half, (busy.get(half) ?? new Set()).add(personId));
  };
  for (const absence of absences) for (const half of halfDaysOf(absence, days)) note(absence.personId, half);
  for (const { recorderId, halfDays, seats } of rounds) {
    const members = seats.flatMap(({ holders }) => holders.map(({ personId }) => personId));
    for (const half of halfDays.map(halfDayOf)) for (const one of [recorderId, ...members]) note(one, half);
  }
  const away = Object.fromEntries([...busy].sort().map(([half, people]) => [half, people.size]));
  return { id, people: personIds.length, perMeeting: staff, away };
}
