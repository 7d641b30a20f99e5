import type { LocalDate } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import { departures, GENERAL_MAIL_HOURS, type MailHours, mailHoursOf } from '../../domain/mail/departure';
import { definitionOf, MESSAGE_KINDS, type MessageKind } from '../../domain/mail/message-kind';
import { deadlineInstant } from '../../domain/mail/retry';
import type { OutboxMail } from '../../prisma/generated/client';
import { type Clock, type ProcessTime, processTime } from '../clock';
import type { Tx } from '../database/database';
import { loadCalendar } from '../rules/load-calendar';
import { ruleSetFor } from '../rules/rule-set-for';
import { checkValidity } from './check-validity';
import { isMailHeld } from './hold-mail';
import { type LeasedMail, leaseMail } from './lease-mail';

const GROUPED = MESSAGE_KINDS.filter((kind) => definitionOf(kind).timing === 'grouped');

/**
 * Takes all due messages of one person: drops what is out of date, puts off what may not leave yet, leases the rest. To
 * be called in a short transaction of its own; any number of senders may do so at once.
 *
 * @returns the mails to send, perhaps none; null when nobody has a message due, or all mail is kept back
 */
export async function claimMail(tx: Tx, clock: Clock): Promise<LeasedMail[] | null> {
  const time = await processTime(tx, clock);
  if (time.practice && (await isMailHeld(tx))) return null;
  const personId = await personWithDueMail(tx, time.now, clock.now());
  if (personId === null) return null;
  const valid: OutboxMail[] = [];
  for (const mail of await dueMessages(tx, personId, time.now, clock.now())) {
    if (await checkValidity(tx, mail, time.now)) valid.push(mail);
  }
  const calendar = await loadCalendar(tx);
  const hours = await mailHours(tx, valid, time);
  const { mails, later } = departures(
    valid.map(({ id, kind, notBefore }) => ({ id, kind: kind as MessageKind, notBefore: notBefore.toISOString() })),
    await lastReminderOn(tx, personId, time.now, clock.now()),
    time.now.toISOString(),
    calendar,
    hours,
  );
  for (const { id, at } of later) await tx.outboxMail.update({ where: { id }, data: { notBefore: new Date(at) } });
  const leased: LeasedMail[] = [];
  for (const ids of mails) {
    const messages = valid.filter(({ id }) => ids.includes(id)).sort(byDeadline);
    const mail = await leaseMail(tx, messages, { time, calendar, hours, machineNow: clock.now() });
    if (mail) leased.push(mail);
  }
  return leased;
}

/** The most urgent first. */
function byDeadline(a: OutboxMail, b: OutboxMail): number {
  const [first, second] = [a, b].map(({ data }) => deadlineInstant(data as object) ?? '');
  return first! < second! ? -1 : 1;
}

/** The person whose message has been due for longest and whom no other sender is busy with. */
async function personWithDueMail(tx: Tx, now: Date, machineNow: Date): Promise<string | null> {
  const found = await tx.$queryRaw<{ personId: string }[]>`
    WITH due AS MATERIALIZED (
      SELECT "personId", min("notBefore") AS since FROM "OutboxMail"
      WHERE state = 'queued' AND "notBefore" <= ${now} AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${machineNow})
      GROUP BY "personId" ORDER BY since, min("recordedAt") LIMIT 50
    )
    SELECT "personId" FROM due WHERE pg_try_advisory_xact_lock(hashtextextended('mail/' || "personId", 0)) LIMIT 1`;
  return found[0]?.personId ?? null;
}

async function dueMessages(tx: Tx, personId: string, now: Date, machineNow: Date): Promise<OutboxMail[]> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "OutboxMail"
    WHERE "personId" = ${personId}::uuid AND state = 'queued' AND "notBefore" <= ${now}
      AND ("leaseUntil" IS NULL OR "leaseUntil" <= ${machineNow})
    ORDER BY id FOR UPDATE SKIP LOCKED`;
  const ids = locked.map(({ id }) => id);
  return tx.outboxMail.findMany({ where: { id: { in: ids } }, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }] });
}

/** By the rule set of a project that the messages are about. */
async function mailHours(tx: Tx, mails: OutboxMail[], { now, practice }: ProcessTime): Promise<MailHours> {
  const projectId = mails.find((mail) => mail.projectId !== null)?.projectId;
  if (!projectId) return mailHoursOf(GENERAL_MAIL_HOURS, practice);
  const project = await tx.project.findUniqueOrThrow({ where: { id: projectId }, include: { jurisdiction: true } });
  const { body } = await ruleSetFor(tx, project, localDateOf(now.toISOString()));
  return mailHoursOf(body.office.mailHours, practice);
}

/** The day of the person's last reminder mail; today while another sender is about to send one. */
async function lastReminderOn(tx: Tx, personId: string, now: Date, machineNow: Date): Promise<LocalDate | null> {
  const last = await tx.outboxMail.findFirst({
    where: { personId, kind: { in: GROUPED }, OR: [{ state: 'accepted' }, { leaseUntil: { gt: machineNow } }] },
    orderBy: { acceptedAt: { sort: 'desc', nulls: 'first' } },
    select: { acceptedAt: true },
  });
  return last && localDateOf((last.acceptedAt ?? now).toISOString());
}
