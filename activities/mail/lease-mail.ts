import { createHash } from 'node:crypto';
import type { Calendar } from '../../domain/calendar/calendar';
import { type Instant, localDateOf } from '../../domain/calendar/local-time';
import { earliestDeparture, type MailHours } from '../../domain/mail/departure';
import type { MessageKind } from '../../domain/mail/message-kind';
import { deadlineInstant, giveUpAt } from '../../domain/mail/retry';
import type { EmailAddress, OutboxMail } from '../../prisma/generated/client';
import type { ProcessTime } from '../clock';
import type { Tx } from '../database/database';
import { giveUp } from './give-up';
import { contextOf, type MailContext } from './mail-context';
import { readableBy, type WordedMessage } from './readable-by';
import { recipientAddress } from './recipient';

/** A mail that is this sender's alone until its lease ends: one message, or the reminders that share a mail. */
export interface LeasedMail {
  /** The same at every attempt at the same messages; the Message-ID is made of it. */
  id: string;
  messages: (OutboxMail & { giveUpAt: Instant })[];
  /** What its reader is told, in the words in force today. */
  readable: [WordedMessage, ...WordedMessage[]];
  address: EmailAddress;
  context: Omit<MailContext, 'baseUrl'>;
}

interface Leasing {
  time: ProcessTime;
  calendar: Calendar;
  hours: MailHours;
  machineNow: Date;
}

/** How long a sender may take over one mail before another takes it for dead. The machine's time, practice or not. */
const LEASE_MS = 5 * 60_000;

/**
 * Decides where a mail goes and what it says beside its own data, and leases its messages. The attempt counts from here,
 * so that a message that kills its sender is not tried for ever.
 *
 * @returns null when the person has no address in use: the messages are given up and become an officer's task
 */
export async function leaseMail(
  tx: Tx,
  messages: OutboxMail[],
  { time, calendar, hours, machineNow }: Leasing,
): Promise<LeasedMail | null> {
  const { personId, projectId, kind } = messages[0]!;
  const address = await recipientAddress(tx, personId, kind as MessageKind);
  if (address === null) {
    await giveUp(tx, messages, { state: 'given_up', task: 'find-contact', reason: 'no address in use', now: time.now });
    return null;
  }
  const id = messages.length === 1 ? messages[0]!.id : groupId(messages.map((message) => message.id));
  await tx.outboxMail.updateMany({
    where: { id: { in: messages.map((message) => message.id) } },
    data: {
      leaseUntil: new Date(machineNow.getTime() + LEASE_MS),
      address: address.address,
      sentAsId: messages.length === 1 ? null : id,
      attempts: { increment: 1 },
    },
  });
  const readable = await readableBy(tx, { messages, address }, localDateOf(time.now.toISOString()));
  for (const [at, message] of messages.entries()) {
    const { id: wordingId } = (readable[at] ?? readable[0]).wording;
    if (wordingId !== message.wordingId) {
      await tx.outboxMail.update({ where: { id: message.id }, data: { wordingId } });
    }
  }
  return {
    id,
    address,
    readable,
    messages: messages.map((message) => {
      const of = message.kind as MessageKind;
      const first = earliestDeparture(of, message.queuedAt.toISOString(), calendar, hours);
      const limit = giveUpAt(of, first, deadlineInstant(message.data as object), calendar);
      return { ...message, attempts: message.attempts + 1, giveUpAt: limit };
    }),
    context: await contextOf(tx, { personId, projectId, kind: kind as MessageKind }, address, { time, calendar }),
  };
}

/** An id of these messages together, in the form of a UUID. */
function groupId(ids: string[]): string {
  const digest = createHash('sha256')
    .update([...ids].sort().join())
    .digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
