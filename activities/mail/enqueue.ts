import type { ClockRow } from '../../domain/clocks/clock-row';
import { eventKey } from '../../domain/mail/event-key';
import { checkMessage, type MessageData, type MessageKind, type Occasion } from '../../domain/mail/message-kind';
import type { Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import type { ProcessContext } from '../process/process-context';

/** What a message speaks of; the sender looks again before each attempt and drops what is out of date. */
export interface Validity {
  /** Only while the project is in the stage it is in now. */
  inStage?: boolean;
  /** Only while this clock runs to the same date. */
  clock?: ClockRow;
  /** Only while this round lasts. */
  roundId?: string;
  until?: Date;
}

/**
 * Puts a message for each of these people into the outbox, in the transaction of the fact it tells of. Telling the same
 * person again of the same occasion changes nothing. The sender wakes when the transaction commits.
 *
 * @param about fields of the kind (domain/mail); `project` is filled in
 */
export async function tell<K extends MessageKind>(
  ctx: ProcessContext,
  kind: K,
  personIds: readonly string[],
  occasion: Occasion<K>,
  about: Omit<MessageData<K>, 'project'>,
  validity: Validity = {},
): Promise<void> {
  const data = checkMessage(kind, { project: ctx.project.name, ...about });
  await enqueue(
    ctx.tx,
    personIds.map((personId) => ({
      projectId: ctx.project.id,
      personId,
      kind,
      factId: ctx.factId,
      eventKey: eventKey(kind, occasion),
      data: data as unknown as Prisma.InputJsonObject,
      state: ctx.project.mailHeld ? 'held' : 'queued',
      queuedAt: ctx.now,
      notBefore: ctx.now,
      validUntil: validity.until ?? null,
      stage: validity.inStage ? ctx.project.stage : null,
      clockId: validity.clock?.id ?? null,
      clockVersion: validity.clock?.version ?? null,
      roundId: validity.roundId ?? null,
    })),
  );
}

/** A message that is about no project: accounts, ceremonies, the audit log. */
export async function tellPerson<K extends MessageKind>(
  tx: Tx,
  now: Date,
  kind: K,
  personId: string,
  occasion: Occasion<K>,
  about: MessageData<K>,
): Promise<void> {
  const data = checkMessage(kind, about) as unknown as Prisma.InputJsonObject;
  await enqueue(tx, [{ personId, kind, eventKey: eventKey(kind, occasion), data, queuedAt: now, notBefore: now }]);
}

async function enqueue(tx: Tx, rows: Prisma.OutboxMailCreateManyInput[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.outboxMail.createMany({ data: rows, skipDuplicates: true });
  await tx.$executeRaw`SELECT pg_notify('outbox', '')`;
}
