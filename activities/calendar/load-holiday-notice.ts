import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { type Calendar, calendarChanges } from '../../domain/calendar/calendar';
import { type HolidayNotice, validateHolidayNotice } from '../../domain/calendar/holiday-notice';
import { canonicalJson } from '../../domain/crypto/canonical-json';
import type { Prisma } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import type { By } from '../people/by';
import { loadCalendar } from '../rules/load-calendar';

export interface LoadedNotice {
  /** Null: the year's newest notice says the same. */
  notice: { id: string; version: number } | null;
  /** What moves clocks and has to be started: of this notice, or of those before it that have not finished. */
  loads: string[];
}

/**
 * Loads a year's holiday notice, or an amended one.
 *
 * @throws Refusal CALENDAR_INVALID
 */
export async function loadHolidayNotice(tx: Tx, body: HolidayNotice, { personId, now }: By): Promise<LoadedNotice> {
  const given = validateHolidayNotice(body);
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('holiday notice'))::text`;
  const latest = await latestNotice(tx, given.year);
  if (latest && saysTheSame(latest, given)) {
    const unfinished = await tx.calendarLoad.findMany({ where: { finishedAt: null } });
    return { notice: null, loads: unfinished.map(({ id }) => id) };
  }
  const before = await loadCalendar(tx);
  const version = (latest?.version ?? 0) + 1;
  const { year, source, off, work } = given;
  const { id } = await tx.holidayNotice.create({
    data: { year, version, source, off: off as unknown as Prisma.InputJsonArray, work, recordedById: personId },
  });
  const loadId = await recordLoad(tx, id, before, await loadCalendar(tx));
  await appendAudit(tx, INSTALLATION_CHAIN, {
    type: 'calendar.loaded',
    actorId: personId,
    at: now,
    payload: { noticeId: id, year, version },
  });
  return { notice: { id, version }, loads: loadId ? [loadId] : [] };
}

/** The newest version of a year's notice. */
export async function latestNotice(tx: Tx, year: number): Promise<(HolidayNotice & { version: number }) | null> {
  const found = await tx.holidayNotice.findFirst({ where: { year }, orderBy: { version: 'desc' } });
  return found && (found as unknown as HolidayNotice & { version: number });
}

export function saysTheSame(one: HolidayNotice, other: HolidayNotice): boolean {
  const days = ({ off, work }: HolidayNotice) => canonicalJson({ off, work });
  return days(one) === days(other);
}

/** What has to be moved, for the workflow that moves it; null when nothing counts differently. */
async function recordLoad(tx: Tx, noticeId: string, before: Calendar, after: Calendar): Promise<string | null> {
  const changes = calendarChanges(before, after);
  const [first] = changes;
  if (!first) return null;
  const until = changes.map(({ to }) => to).sort();
  // An amendment that is taken back brings an earlier calendar again, and clocks have to move back to it.
  const again = await tx.calendarLoad.findUnique({ where: { calendar: after.version } });
  const { id } = await tx.calendarLoad.create({
    data: {
      calendar: again ? `${after.version} ${noticeId}` : after.version,
      changedFrom: toDate(first.from),
      changedUntil: toDate(until.at(-1)!),
    },
  });
  return id;
}
