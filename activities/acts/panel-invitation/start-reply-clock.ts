import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../../domain/calendar/local-date';
import { actualDay } from '../../../domain/calendar/partial-date';
import type { Clock } from '../../clock';
import { openClocks } from '../../clocks/clock-rows';
import { moveClocks } from '../../clocks/run-clocks';
import type { Tx } from '../../database/database';
import { openProcess, type ProcessContext } from '../../process/process-context';

/** Messages that ask a member for an answer. */
const ASKING = ['expert-invitation', 'panel-appointment', 'panel-meeting-changed'];

/**
 * A member has been reached: his time to answer runs from this day, once. Nothing happens for who is not being asked.
 */
export async function startReplyClock(ctx: ProcessContext, holderId: string, on: LocalDate = ctx.today): Promise<void> {
  const [clock] = await openClocks(ctx, 'invitation_reply', holderId);
  if (clock?.state === 'waiting') {
    await moveClocks(ctx, 'invitation_reply', { invitationDelivered: actualDay(on) }, holderId);
  }
}

/**
 * What the mail sender calls when the server accepted a message, in the transaction that records it.
 *
 * @returns the project whose workflows must look at their clocks again, or null
 */
export async function invitationArrived(tx: Tx, clock: Clock, mailId: string): Promise<string | null> {
  const asked = await askedBy(tx, mailId);
  if (!asked) return null;
  const { projectId, holderId } = asked;
  const ctx = await openProcess(tx, clock, projectId, null, { actorId: null, factId: randomUUID() });
  await startReplyClock(ctx, holderId);
  return projectId;
}

/** Whom a message asks whether he comes; null for any other message, or when he holds the seat no more. */
export async function askedBy(tx: Tx, mailId: string): Promise<{ projectId: string; holderId: string } | null> {
  const { kind, projectId, roundId, personId } = await tx.outboxMail.findUniqueOrThrow({ where: { id: mailId } });
  if (!ASKING.includes(kind) || !projectId || !roundId) return null;
  const holder = await tx.seatHolder.findFirst({
    where: { personId, endedAt: null, seat: { roundId } },
    select: { id: true },
  });
  return holder && { projectId, holderId: holder.id };
}
