import type { TaskKind } from '../../domain/tasks/task-kind';
import type { OutboxMail } from '../../prisma/generated/client';
import type { Tx } from '../database/database';
import { askOfficers } from '../tasks/ask-officers';
import { sendingBureau } from './sending-bureau';

interface Ending {
  state: 'bounced' | 'given_up';
  /** What an officer does instead. */
  task: Extract<TaskKind, 'find-contact' | 'phone-recipient'>;
  reason: string;
  now: Date;
}

/** Ends the attempts at these messages; each goes to the officer's queue of its bureau. */
export async function giveUp(tx: Tx, messages: OutboxMail[], { state, task, reason, now }: Ending): Promise<void> {
  await tx.outboxMail.updateMany({
    where: { id: { in: messages.map(({ id }) => id) } },
    data: { state, leaseUntil: null, lastError: reason },
  });
  for (const { id, personId, projectId } of messages) {
    const { jurisdiction } = await sendingBureau(tx, personId, projectId);
    if (!jurisdiction) continue; // nobody works here yet who could do it
    const asked = { projectId, jurisdictionId: jurisdiction.id, subject: id, note: reason };
    await askOfficers(tx, task, [asked], now);
  }
}
