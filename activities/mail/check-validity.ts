import type { ClockRow } from '../../domain/clocks/clock-row';
import type { MessageKind } from '../../domain/mail/message-kind';
import { renewedMessage } from '../../domain/mail/renewal';
import type { OutboxMail, Prisma } from '../../prisma/generated/client';
import type { Tx } from '../database/database';

/**
 * Whether a message still tells the truth. One that does not becomes `superseded`; where its deadline has moved, the
 * current one is put into the outbox instead.
 *
 * @returns whether it may be sent
 */
export async function checkValidity(tx: Tx, mail: OutboxMail, now: Date): Promise<boolean> {
  const clock = mail.clockId ? await tx.clock.findUnique({ where: { id: mail.clockId } }) : null;
  const valid =
    (mail.validUntil === null || mail.validUntil > now) &&
    (mail.stage === null || (await stageOf(tx, mail)) === mail.stage) &&
    (mail.roundId === null || (await roundLasts(tx, mail.roundId))) &&
    (mail.clockId === null || (clock?.state === 'running' && clock.version === mail.clockVersion));
  if (valid) return true;
  const current = clock && clock.version !== mail.clockVersion ? await renew(tx, mail, clock.row, now) : null;
  await tx.outboxMail.update({
    where: { id: mail.id },
    data: { state: 'superseded', leaseUntil: null, supersededById: current },
  });
  return false;
}

async function stageOf(tx: Tx, { projectId }: OutboxMail): Promise<string | undefined> {
  const project = projectId && (await tx.project.findUnique({ where: { id: projectId }, select: { stage: true } }));
  return project ? project.stage : undefined;
}

async function roundLasts(tx: Tx, roundId: string): Promise<boolean> {
  const round = await tx.round.findUnique({ where: { id: roundId }, select: { endedAt: true } });
  return round !== null && round.endedAt === null;
}

/** @returns the id of the message that speaks of the clock's present date, or null when there is nothing to say */
async function renew(tx: Tx, mail: OutboxMail, stored: Prisma.JsonValue, now: Date): Promise<string | null> {
  const clock = stored as unknown as ClockRow;
  const data = renewedMessage(mail.kind as MessageKind, mail.data as object, clock);
  if (data === null) return null;
  const { projectId, personId, kind, stage, clockId, roundId, validUntil } = mail;
  const eventKey = `${mail.eventKey.replace(/\/version-\d+$/, '')}/version-${clock.version}`;
  const [current] = await tx.outboxMail.createManyAndReturn({
    data: [
      {
        ...{ projectId, personId, kind, stage, clockId, roundId, validUntil, eventKey },
        clockVersion: clock.version,
        data: data as Prisma.InputJsonObject,
        queuedAt: now,
        notBefore: now,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  return current?.id ?? null;
}
