import type { LocalDate } from '../../domain/calendar/local-date';
import { definitionOf, type MessageKind } from '../../domain/mail/message-kind';
import type { EmailAddress, Jurisdiction, OutboxMail } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { type WordingInForce, wordingInForce } from '../wordings/wording-in-force';
import type { Message } from './render';
import { sendingBureau } from './sending-bureau';

type Mail = Pick<OutboxMail, 'kind' | 'data' | 'personId' | 'projectId'>;

/** A message with the words that its bureau has for it on the day it leaves. */
export type WordedMessage = Message & { wording: WordingInForce<'mail'> };

/**
 * The messages as this address may read them, in the words of the bureau that each is of: a never-verified address learns only that
 * something waits.
 *
 * @returns one each message, or one for all
 */
export async function readableBy(
  tx: Tx,
  { messages, address }: { messages: readonly Mail[]; address: Pick<EmailAddress, 'verifiedAt'> },
  on: LocalDate,
): Promise<[WordedMessage, ...WordedMessage[]]> {
  const hidden = messages.find(({ kind }) => definitionOf(kind as MessageKind).needsVerifiedAddress);
  const shown = address.verifiedAt !== null || !hidden ? messages : [noticeOf(hidden)];
  const bureaus = new Map<string | null, Jurisdiction | null>();
  const worded: WordedMessage[] = [];
  for (const { kind, data, personId, projectId } of shown) {
    if (!bureaus.has(projectId)) bureaus.set(projectId, (await sendingBureau(tx, personId, projectId)).jurisdiction);
    const wording = await wordingInForce(tx, 'mail', bureaus.get(projectId)!, kind, on);
    worded.push({ kind: kind as MessageKind, data, wording });
  }
  return worded as [WordedMessage, ...WordedMessage[]];
}

function noticeOf(hidden: Mail): Mail {
  const { due, link } = hidden.data as { due?: string; link: string };
  const data = { due: /^\d{4}-\d{2}-\d{2}$/.test(due ?? '') ? due! : null, link };
  return { ...hidden, kind: 'notice-waiting', data };
}
