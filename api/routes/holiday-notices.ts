import { WorkflowIdConflictPolicy } from '@temporalio/client';
import { z } from 'zod';
import { appendAudit } from '../../activities/audit/append-audit';
import type { Tx } from '../../activities/database/database';
import { toDate } from '../../activities/database/dates';
import { loadCalendar } from '../../activities/rules/load-calendar';
import { INSTALLATION_CHAIN } from '../../domain/audit/audit-event';
import { type Calendar, calendarChanges } from '../../domain/calendar/calendar';
import { type HolidayNotice, validateHolidayNotice } from '../../domain/calendar/holiday-notice';
import { canonicalJson } from '../../domain/crypto/canonical-json';
import type { Prisma } from '../../prisma/generated/client';
import { created, ok } from '../answer';
import type { ApiDeps } from '../deps';
import { type Route, route } from '../route';
import { id, instant, instantOf, line, localDate } from '../schemas';

const notice = z.strictObject({
  year: z.int().min(2000).max(2100),
  source: line(200).meta({ description: 'Title or number of the State Council’s notice' }),
  off: z.array(z.strictObject({ name: line(50), from: localDate, to: localDate })).max(50),
  work: z.array(localDate).max(50),
});

const row = notice
  .extend({ id, version: z.int() })
  .meta({ id: 'HolidayNotice', description: 'Days off, and weekend days worked in exchange 调休' });

const load = z.object({
  id,
  calendar: z.string(),
  movedClocks: z.int(),
  finishedAt: instant.nullable().meta({ description: 'Null while clocks are still being moved' }),
});

const listNotices = route({
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

const loadNotice = route({
  method: 'post',
  path: '/api/v1/holiday-notices',
  tag: 'rules',
  summary: 'Load a year’s holiday notice, or an amended one; running clocks move by it',
  description: 'The same notice again loads nothing, and starts the moving of clocks again if it has not finished.',
  roles: ['admin'],
  body: notice,
  answers: { 200: z.object({ loadId: id.nullable() }), 201: z.object({ id, version: z.int(), loadId: id.nullable() }) },
  refusals: ['CALENDAR_INVALID'],
  async handler({ tx, deps, actor, occasion, body, afterCommit }) {
    const given = validateHolidayNotice(body);
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('holiday notice'))::text`;
    const latest = await tx.holidayNotice.findFirst({ where: { year: given.year }, orderBy: { version: 'desc' } });
    if (latest && isSame(latest, given)) {
      const unfinished = await tx.calendarLoad.findMany({ where: { finishedAt: null } });
      for (const { id } of unfinished) afterCommit(() => startCalendarLoad(deps, id));
      return ok({ loadId: unfinished.at(-1)?.id ?? null });
    }
    const before = await loadCalendar(tx);
    const version = (latest?.version ?? 0) + 1;
    const { year, source, off, work } = given;
    const { id } = await tx.holidayNotice.create({
      data: { year, version, source, off: off as unknown as Prisma.InputJsonArray, work, recordedById: actor.personId },
    });
    const loadId = await recordLoad(tx, id, before, await loadCalendar(tx));
    if (loadId) afterCommit(() => startCalendarLoad(deps, loadId));
    await appendAudit(tx, INSTALLATION_CHAIN, {
      type: 'calendar.loaded',
      actorId: actor.personId,
      at: occasion.now,
      payload: { noticeId: id, year, version },
    });
    return created({ id, version, loadId }, '/api/v1/holiday-notices');
  },
});

function isSame({ off, work }: { off: unknown; work: unknown }, given: HolidayNotice): boolean {
  return canonicalJson({ off, work }) === canonicalJson({ off: given.off, work: given.work });
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

/** Starts the workflow that moves clocks; one that runs already goes on. A failure is seen in the list and tried again there. */
async function startCalendarLoad({ temporal, config }: ApiDeps, calendarLoadId: string): Promise<void> {
  await temporal.workflow.start('calendarLoad', {
    workflowId: `calendar-load/${calendarLoadId}`,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    taskQueue: config.taskQueue,
    args: [{ calendarLoadId }],
  });
}

export const HOLIDAY_NOTICE_ROUTES: readonly Route[] = [listNotices, loadNotice];
