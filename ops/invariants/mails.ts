import type { ActKind } from '../../domain/lifecycle/act-table';
import type { MessageKind } from '../../domain/mail/message-kind';
import { Prisma } from '../../prisma/generated/client';
import type { Invariant } from './violation';

/** Acts that promise a message, and to whom: to the owner, if there is anybody to write to; to the panel in any case. */
const PROMISED: readonly [ActKind, readonly MessageKind[], 'owner' | 'panel'][] = [
  ['registration.confirm', ['registration-confirmed'], 'owner'],
  ['registration.request_corrections', ['registration-corrections'], 'owner'],
  ['application.submit', ['application-received'], 'owner'],
  ['application.request_corrections', ['application-corrections'], 'owner'],
  ['application.return', ['submission-returned'], 'owner'],
  ['visit.record', ['visit-minutes'], 'owner'],
  ['opinion.issue', ['opinion-issued'], 'owner'],
  ['item.verify', ['item-closed', 'item-sent-back'], 'owner'],
  ['item.extend', ['extension-decided'], 'owner'],
  ['hand_over.sign', ['hand-over-accepted'], 'owner'],
  ['hand_over.refuse', ['hand-over-refused'], 'owner'],
  ['notice.send', ['panel-meeting-notice'], 'panel'],
  ['meeting.resume', ['panel-meeting-changed'], 'panel'],
  ['opinion.draft', ['opinion-to-sign'], 'panel'],
];

/** Acts that promise the owner a message only when they are decided so. */
const PROMISED_IF_APPROVED: readonly [ActKind, readonly MessageKind[]][] = [
  ['application.decide', ['application-accepted', 'application-refused']],
  ['suspension.decide', ['project-suspended']],
  ['finding_notice.decide', ['finding-notice']],
  ['outcome.decide', ['project-closed']],
];

/** Every fact that promises a mail has its row in the outbox, written in the fact's own transaction. */
export const factsHaveTheirMails: Invariant = {
  name: 'a fact that promises a mail has its row in the outbox',
  check(tx) {
    const rows = [
      ...PROMISED.flatMap(([act, mails, to]) => [Prisma.sql`(${act}, ARRAY[${Prisma.join(mails)}], ${to}, false)`]),
      ...PROMISED_IF_APPROVED.map(([act, mails]) => Prisma.sql`(${act}, ARRAY[${Prisma.join(mails)}], 'owner', true)`),
    ];
    return tx.$queryRaw`
      SELECT p.code AS subject, f.kind || ' ' || f.id || ' without ' || promised.mails[1] AS detail
        FROM (VALUES ${Prisma.join(rows)}) AS promised(act, mails, reader, "ifApproved")
        JOIN "Fact" f ON f.kind = promised.act
        JOIN "Project" p ON p.id = f."projectId"
       WHERE (NOT promised."ifApproved" OR (f.detail->>'approve')::boolean)
         AND (promised.reader = 'panel' OR EXISTS (
               SELECT 1 FROM "ProjectParty" y
                 JOIN "Grant" g ON g."organisationId" = y."organisationId" AND g.role = 'owner'
                WHERE y."projectId" = p.id AND y.role IN ('owner', 'agent')
                  AND y."from" <= f."occurredOn" AND (y.until IS NULL OR y.until > f."occurredOn")
                  AND g."from" <= f."occurredOn" AND (g.until IS NULL OR g.until > f."occurredOn")
                  AND g."recordedAt" < f."recordedAt"))
         AND NOT EXISTS (SELECT 1 FROM "OutboxMail" m WHERE m."factId" = f.id AND m.kind = ANY (promised.mails))`;
  },
};
