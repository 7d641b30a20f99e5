import { definitionOf, type MessageKind } from '../../domain/mail/message-kind';
import type { EmailAddress, OutboxMail } from '../../prisma/generated/client';
import type { Message } from './render';

/** The messages as this address may read them: a never-verified one learns only that something waits. */
export function readableBy({
  messages,
  address,
}: {
  messages: readonly Pick<OutboxMail, 'kind' | 'data'>[];
  address: Pick<EmailAddress, 'verifiedAt'>;
}): [Message, ...Message[]] {
  const all = messages.map(({ kind, data }): Message => ({ kind: kind as MessageKind, data }));
  const hidden = all.find(({ kind }) => definitionOf(kind).needsVerifiedAddress);
  if (address.verifiedAt !== null || !hidden) return all as [Message, ...Message[]];
  const { due, link } = hidden.data as { due?: string; link: string };
  return [{ kind: 'notice-waiting', data: { due: /^\d{4}-\d{2}-\d{2}$/.test(due ?? '') ? due : null, link } }];
}
