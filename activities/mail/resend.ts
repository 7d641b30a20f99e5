import { Refusal } from '../../domain/errors';
import { deadlineInstant } from '../../domain/mail/retry';
import type { Tx } from '../database/database';

const SENT = ['accepted', 'bounced', 'given_up'] as const;

/** Puts one message back into the outbox, to the address the person has now. @throws Refusal NOT_FOUND, MAIL_NOT_SENT_YET */
export async function resendMail(tx: Tx, mailId: string, now: Date): Promise<void> {
  const mail = await tx.outboxMail.findUnique({ where: { id: mailId }, select: { state: true } });
  if (!mail) throw new Refusal('NOT_FOUND', { field: 'mailId', value: mailId });
  const resent = await queueAgain(tx, [mailId], now);
  if (resent === 0) throw new Refusal('MAIL_NOT_SENT_YET', { field: 'state', value: mail.state, allowed: SENT });
}

/**
 * Sends to a person's new address what is still open: every message with a deadline to come. What has become untrue since is
 * dropped by the sender. @returns how many
 */
export async function resendOpenMail(tx: Tx, personId: string, now: Date): Promise<number> {
  const mails = await tx.outboxMail.findMany({
    where: { personId, state: { in: [...SENT] } },
    select: { id: true, data: true },
  });
  const open = mails.filter(({ data }) => (deadlineInstant(data as object) ?? '') > now.toISOString());
  return queueAgain(
    tx,
    open.map(({ id }) => id),
    now,
  );
}

/** The time of giving up counts from now on again. */
async function queueAgain(tx: Tx, ids: string[], now: Date): Promise<number> {
  const { count } = await tx.outboxMail.updateMany({
    where: { id: { in: ids }, state: { in: [...SENT] } },
    data: {
      state: 'queued',
      queuedAt: now,
      notBefore: now,
      attempts: 0,
      acceptedAt: null,
      sentAsId: null,
      lastError: null,
    },
  });
  if (count > 0) await tx.$executeRaw`SELECT pg_notify('outbox', '')`;
  return count;
}
