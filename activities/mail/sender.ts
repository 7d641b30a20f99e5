import type { Transporter } from 'nodemailer';
import { Refusal } from '../../domain/errors';
import { nextAttempt } from '../../domain/mail/retry';
import { type Clock, processTime } from '../clock';
import type { Database, Tx } from '../database/database';
import { claimMail } from './claim-mail';
import { giveUp } from './give-up';
import { holdMail, releaseMail } from './hold-mail';
import type { LeasedMail } from './lease-mail';
import type { MailRenderer, RenderedMail } from './render';
import { type SmtpFailure, smtpFailure } from './smtp-failure';

export interface SenderDeps {
  database: Database;
  transport: Pick<Transporter, 'sendMail'>;
  renderer: MailRenderer;
  clock: Clock;
  /** Address that mail comes from; the bureau's name is put before it. */
  from: string;
  /** Origin of the pages, e.g. `https://dangyan.example.cn`. */
  baseUrl: string;
  /** Readers served at once; one unless told. */
  lanes?: number;
  /** Hears of each message in the transaction that records what became of it: clocks start when an invitation arrived. */
  onSettled?: (tx: Tx, mailId: string, outcome: MailOutcome) => Promise<void>;
}

export type MailOutcome = 'accepted' | 'bounced' | 'given_up' | 'retrying';

/** What a run did, in messages. */
export type SenderReport = Record<MailOutcome, number>;

export interface Sender {
  /** Sends whatever is due and may leave now; several senders may run at once. */
  runOnce(): Promise<SenderReport>;
  /** Keeps the mail of a practice installation back, whichever sender asks: see `holdMail`. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}

export function createSender(deps: SenderDeps): Sender {
  const { database, clock } = deps;
  return {
    async runOnce() {
      const report: SenderReport = { accepted: 0, bounced: 0, given_up: 0, retrying: 0 };
      const failures: unknown[] = [];
      const lanes: Promise<void>[] = [];
      const open = () => lanes.push(lane().catch((error) => void failures.push(error)));
      const lane = async () => {
        for (;;) {
          const mails = await database.transaction((tx) => claimMail(tx, clock));
          if (mails === null) return;
          // Where one reader has mail, another may have some too.
          if (lanes.length < (deps.lanes ?? 1)) open();
          for (const mail of mails) {
            const outcomes = await deliver(deps, mail);
            for (const outcome of outcomes) report[outcome] += 1;
          }
        }
      };
      open();
      // A lane may open another while it is waited for.
      for (const each of lanes) await each;
      if (failures.length > 0) throw failures[0];
      return report;
    },
    hold: () => database.transaction((tx) => holdMail(tx, clock)),
    release: () => database.transaction(releaseMail),
  };
}

/** Sends one mail, outside of any transaction, and records what became of its messages. */
async function deliver(deps: SenderDeps, mail: LeasedMail): Promise<MailOutcome[]> {
  let rendered: RenderedMail;
  try {
    rendered = deps.renderer.render(mail.readable, { ...mail.context, baseUrl: deps.baseUrl });
    const kinds = [...new Set(mail.readable.map(({ kind }) => kind))];
    await deps.transport.sendMail({ ...envelope(deps, mail, kinds), ...rendered });
  } catch (error) {
    // A message that can't be written is a defect that no retry mends.
    const failure = error instanceof Refusal ? 'message' : smtpFailure(error);
    return deps.database.transaction((tx) => settleFailed(tx, deps, mail, failure, describe(error)));
  }
  return deps.database.transaction((tx) => settleAccepted(tx, deps, mail, rendered));
}

function envelope({ from, baseUrl }: SenderDeps, { id, address, context }: LeasedMail, kinds: readonly string[]) {
  return {
    from: { name: context.bureau, address: from },
    to: address.address,
    messageId: `<${id}@${new URL(baseUrl).hostname}>`,
    headers: {
      // RFC 3834: no automatic answers, please.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // So that programs and filters need not understand the words.
      'X-Dangyan-Kind': kinds.join(', '),
    },
  };
}

async function settleAccepted(
  tx: Tx,
  deps: SenderDeps,
  { messages }: LeasedMail,
  { subject, text }: RenderedMail,
): Promise<MailOutcome[]> {
  const { now } = await processTime(tx, deps.clock);
  for (const { id } of messages) await deps.onSettled?.(tx, id, 'accepted');
  await tx.outboxMail.updateMany({
    where: { id: { in: messages.map(({ id }) => id) } },
    data: { state: 'accepted', acceptedAt: now, leaseUntil: null, lastError: null },
  });
  // What tells a person alone of his account, a link to a new password among it, is kept nowhere.
  await tx.outboxMail.updateMany({
    where: { id: { in: messages.map(({ id }) => id) }, projectId: { not: null } },
    data: { sentText: `${subject}\n\n${text}` },
  });
  return messages.map(() => 'accepted');
}

async function settleFailed(
  tx: Tx,
  deps: SenderDeps,
  { messages, address }: LeasedMail,
  failure: SmtpFailure,
  reason: string,
): Promise<MailOutcome[]> {
  const { now } = await processTime(tx, deps.clock);
  if (failure === 'address') await tx.emailAddress.update({ where: { id: address.id }, data: { bouncedAt: now } });
  const outcomes: MailOutcome[] = [];
  for (const message of messages) {
    const next = nextAttempt(message.attempts, now.toISOString(), message.giveUpAt);
    const outcome = failure !== 'passing' ? 'bounced' : next === null ? 'given_up' : 'retrying';
    await deps.onSettled?.(tx, message.id, outcome);
    if (outcome === 'retrying') {
      const data = { notBefore: new Date(next!), leaseUntil: null, lastError: reason };
      await tx.outboxMail.update({ where: { id: message.id }, data });
    } else {
      const task = failure === 'address' ? 'find-contact' : 'phone-recipient';
      await giveUp(tx, [message], { state: outcome, task, reason, now });
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

/** For the officer who asks why; a server's answer may be long. */
function describe(error: unknown): string {
  if (error instanceof Refusal) return `${error.code} ${JSON.stringify(error.details)}`;
  const { response, message } = error as { response?: string; message?: string };
  return (response ?? message ?? String(error)).slice(0, 500);
}
