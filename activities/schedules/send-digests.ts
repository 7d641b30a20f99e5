import { localDateOf } from '../../domain/calendar/local-time';
import { addWorkingDays, isWorkingDay } from '../../domain/calendar/working-days';
import type { MessageKind } from '../../domain/mail/message-kind';
import type { TaskKind } from '../../domain/tasks/task-kind';
import type { Task } from '../../prisma/generated/client';
import MAIL_NAMES from '../../templates/locales/zh-CN/mails.json';
import TASK_NAMES from '../../templates/locales/zh-CN/tasks.json';
import { type Clock, processTime } from '../clock';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import { tellPerson } from '../mail/enqueue';
import { loadCalendar } from '../rules/load-calendar';

/** Tasks that a deadline which passed has made. */
const ESCALATIONS: readonly string[] = [
  'handle-overdue',
  'oversee-overdue',
  'oversee-bureau',
  'handle-silence',
  'decide-raised-proposal',
] satisfies TaskKind[];

/** A digest is in Chinese; a kind without a name would not compile. */
const TASK_WORDS: Record<TaskKind, string> = TASK_NAMES;
const MAIL_WORDS: Record<MessageKind, string> = MAIL_NAMES;

interface Entry {
  title: string;
  note: string;
  link: string;
}

/**
 * The morning's digest for officers and directors: what was escalated, what mail did not arrive, what waits. One a person
 * and working day; who has nothing waiting gets none.
 */
export async function sendDigests(tx: Tx, clock: Clock): Promise<number> {
  const { now } = await processTime(tx, clock);
  const today = localDateOf(now.toISOString());
  const calendar = await loadCalendar(tx);
  if (!isWorkingDay(calendar, today)) return 0;
  const grants = await tx.grant.findMany({
    where: {
      role: { in: ['officer', 'director'] },
      confirmedById: { not: null },
      from: { lte: toDate(today) },
      OR: [{ until: null }, { until: { gte: toDate(today) } }],
    },
    orderBy: { id: 'asc' },
  });
  let sent = 0;
  for (const { personId, role, jurisdictionId } of grants) {
    if (!jurisdictionId) continue;
    const tasks = await tx.task.findMany({
      where: { jurisdictionId, role, doneAt: null, OR: [{ takenById: null }, { takenById: personId }] },
      orderBy: [{ dueOn: 'asc' }, { createdAt: 'asc' }],
      take: 50,
      include: { project: { select: { code: true, name: true } } },
    });
    const bounced = await tx.outboxMail.findMany({
      where: {
        state: { in: ['bounced', 'given_up'] },
        project: { jurisdictionId },
        queuedAt: { gte: toDate(addWorkingDays(calendar, today, -1).date) },
      },
      take: 50,
      include: { project: { select: { code: true, name: true } } },
    });
    if (tasks.length === 0 && bounced.length === 0) continue;
    const entries = tasks.map((task) => ({ kind: task.kind, entry: entryOf(task) }));
    await tellPerson(
      tx,
      now,
      'daily-digest',
      personId,
      { day: today },
      {
        day: today,
        escalations: entries.filter(({ kind }) => ESCALATIONS.includes(kind)).map(({ entry }) => entry),
        undelivered: bounced.map(({ project, kind }) => ({
          title: project?.name ?? '',
          note: MAIL_WORDS[kind as MessageKind],
          link: `/projects/${project?.code}/mails`,
        })),
        waiting: entries.filter(({ kind }) => !ESCALATIONS.includes(kind)).map(({ entry }) => entry),
        link: '/tasks',
      },
    );
    sent += 1;
  }
  return sent;
}

function entryOf({ kind, project }: Task & { project: { code: string; name: string } | null }): Entry {
  return {
    title: project?.name ?? '',
    note: TASK_WORDS[kind as TaskKind],
    link: project ? `/projects/${project.code}` : '/tasks',
  };
}
