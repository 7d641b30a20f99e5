import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../activities/database/database';
import type { MailServer } from '../stack/mail-server';
import type { Inbox } from './inbox';

/** The mail server is away for this long. */
const OUTAGE_MS = 60_000;

/** Takes the mail server away for a minute and brings it back; mails that want to leave meanwhile have to wait. */
export async function takeMailServerAway(
  mailServer: MailServer,
  inbox: Inbox,
  say: (line: string) => void,
): Promise<void> {
  await inbox.refresh();
  await mailServer.stop();
  say('the mail server is away for a minute');
  await sleep(OUTAGE_MS);
  await mailServer.restart();
  inbox.startOver();
  say('the mail server is back');
}

/** Outbox and inbox side by side. */
export interface MailComparison {
  /** Mails that the outbox says a server took; reminders that share a mail are one. */
  sent: number;
  arrived: number;
  /** Taken by the server and not in the inbox. */
  lost: number;
  /** In the inbox, and in no state of the outbox that says so. */
  unknown: number;
  /** Mails in the inbox twice under one Message-ID: the server took it and its answer was lost (SMTP allows no better). */
  doubled: number;
}

/** A server lists what it took a moment after it said so; the last one is waited for. */
const LISTED_WITHIN_MS = 30_000;
const POLL_MS = 100;

/** What the outbox says at this moment beside what the inbox has then: mails may be on their way meanwhile. */
export async function compareMails(worker: Database, inbox: Inbox): Promise<MailComparison> {
  const accepted = await worker.transaction((tx) =>
    tx.outboxMail.findMany({ where: { state: 'accepted' }, select: { id: true, sentAsId: true } }),
  );
  const sent = new Set(accepted.map(({ id, sentAsId }) => sentAsId ?? id));
  for (const until = Date.now() + LISTED_WITHIN_MS; ; await sleep(POLL_MS)) {
    await inbox.refresh();
    const arrived = new Set([...inbox.messageIds].map((id) => id.replace(/^<|@.*$/g, '')));
    const lost = [...sent].filter((id) => !arrived.has(id)).length;
    const unknown = [...arrived].filter((id) => !sent.has(id)).length;
    if (lost === 0 || Date.now() > until) {
      return { sent: sent.size, arrived: arrived.size, lost, unknown, doubled: inbox.doubled };
    }
  }
}
