import type { LocalDate } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import { isWorkingDay } from '../../domain/calendar/working-days';
import type { MessageKind } from '../../domain/mail/message-kind';
import type { TaskKind } from '../../domain/tasks/task-kind';
import type { Prisma } from '../../prisma/generated/client';
import MAIL_NAMES from '../../templates/locales/zh-CN/mails.json';
import TASK_NAMES from '../../templates/locales/zh-CN/tasks.json';
import { type Clock, processTime } from '../clock';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import { tellPerson } from '../mail/enqueue';
import { loadCalendar } from '../rules/load-calendar';

/** Tasks that a deadline which passed has made. */
const ESCALATIONS: readonly string[] = [
  'decide-raised-proposal',
  'handle-overdue',
  'handle-silence',
  'oversee-bureau',
  'oversee-overdue',
] satisfies TaskKind[];

/** Tasks that mail which did not arrive has made; each names its message. */
const UNDELIVERED: readonly string[] = ['find-contact', 'phone-recipient'] satisfies TaskKind[];

/** A digest is in Chinese; a kind without a name would not compile. */
const TASK_WORDS: Record<TaskKind, string> = TASK_NAMES;
const MAIL_WORDS: Record<MessageKind, string> = MAIL_NAMES;

const WITH_PROJECT = { project: { select: { code: true, name: true } } } satisfies Prisma.TaskInclude;

type WaitingTask = Prisma.TaskGetPayload<{ include: typeof WITH_PROJECT }>;

/** So many of each a mail lists; the page has them all. */
const ENTRIES_AT_MOST = 50;

/**
 * The morning's digest for officers and directors: what was escalated, what mail did not arrive, what waits. One a person
 * and working day, whatever offices he holds; who has nothing waiting gets none.
 */
export async function sendDigests(tx: Tx, clock: Clock): Promise<number> {
  const { now } = await processTime(tx, clock);
  const today = localDateOf(now.toISOString());
  if (!isWorkingDay(await loadCalendar(tx), today)) return 0;
  let sent = 0;
  for (const [personId, offices] of await officesByPerson(tx, today)) {
    const tasks = await tx.task.findMany({
      where: { doneAt: null, OR: offices, AND: { OR: [{ takenById: null }, { takenById: personId }] } },
      orderBy: [{ dueOn: 'asc' }, { createdAt: 'asc' }],
      include: WITH_PROJECT,
    });
    if (tasks.length === 0) continue;
    const day = { day: today };
    await tellPerson(tx, now, 'daily-digest', personId, day, {
      ...day,
      ...(await sortedOut(tx, tasks)),
      link: '/tasks',
    });
    sent += 1;
  }
  return sent;
}

/** Who holds which offices today. */
async function officesByPerson(tx: Tx, today: LocalDate): Promise<Map<string, Prisma.TaskWhereInput[]>> {
  const grants = await tx.grant.findMany({
    where: {
      role: { in: ['officer', 'director'] },
      jurisdictionId: { not: null },
      confirmedById: { not: null },
      from: { lte: toDate(today) },
      OR: [{ until: null }, { until: { gte: toDate(today) } }],
    },
    orderBy: { id: 'asc' },
    select: { personId: true, role: true, jurisdictionId: true },
  });
  const people = new Map<string, Prisma.TaskWhereInput[]>();
  for (const { personId, role, jurisdictionId } of grants) {
    people.set(personId, [...(people.get(personId) ?? []), { role, jurisdictionId: jurisdictionId! }]);
  }
  return people;
}

/** The tasks as the three lists of a digest. */
async function sortedOut(tx: Tx, tasks: readonly WaitingTask[]) {
  const subjects = tasks.filter(({ kind }) => UNDELIVERED.includes(kind)).map(({ subject }) => subject);
  const mails = await tx.outboxMail.findMany({
    where: { id: { in: subjects.filter(isUuid) } },
    select: { id: true, kind: true },
  });
  const mailOf = new Map(mails.map(({ id, kind }) => [id, kind]));
  const entries = tasks.map((task) => {
    const mail = mailOf.get(task.subject);
    const list = mail ? 'undelivered' : ESCALATIONS.includes(task.kind) ? 'escalations' : 'waiting';
    const note = mail ? MAIL_WORDS[mail as MessageKind] : TASK_WORDS[task.kind as TaskKind];
    return { list, entry: entryOf(task, note) };
  });
  const listed = (wanted: string) =>
    entries.flatMap(({ list, entry }) => (list === wanted ? [entry] : [])).slice(0, ENTRIES_AT_MOST);
  return { escalations: listed('escalations'), undelivered: listed('undelivered'), waiting: listed('waiting') };
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** A task about no project has no title but what it asks for. */
function entryOf({ project }: WaitingTask, note: string) {
  return project
    ? { title: project.name, note, link: `/projects/${project.code}` }
    : { title: note, note, link: '/tasks' };
}
