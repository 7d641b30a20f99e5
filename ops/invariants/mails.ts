import type { ActKind } from '../../domain/lifecycle/act-table';
import type { MessageKind } from '../../domain/mail/message-kind';
import { Prisma } from '../../prisma/generated/client';
import type { Invariant } from './violation';

/** Acts that promise a mail to whoever they concern; without anybody to mail a task stands in for it. */
const PROMISED: Partial<Record<ActKind, MessageKind>> = {
  'registration.confirm': 'registration-confirmed',
  'application.submit': 'application-received',
  'opinion.issue': 'opinion-issued',
  'opinion.draft': 'opinion-to-sign',
  'hand_over.sign': 'hand-over-accepted',
  'suspension.decide': 'project-suspended',
};

/** Every fact that promises a mail has its row in the outbox, if there is anybody to write to. */
export const factsHaveTheirMails: Invariant = {
  name: 'a fact that promises a mail has its row in the outbox',
  check(tx) {
    const pairs = Object.entries(PROMISED).map(([act, mail]) => Prisma.sql`(${act}, ${mail})`);
    return tx.$queryRaw`
      SELECT p.code AS subject, promised.act || ' without ' || promised.mail AS detail
        FROM (VALUES ${Prisma.join(pairs)}) AS promised(act, mail)
        JOIN "Fact" f ON f.kind = promised.act
        JOIN "Project" p ON p.id = f."projectId"
       WHERE EXISTS (
               SELECT 1 FROM "ProjectParty" y
                 JOIN "Grant" g ON g."organisationId" = y."organisationId" AND g.role = 'owner'
                WHERE y."projectId" = p.id AND y.role = 'owner' AND g."recordedAt" < f."recordedAt")
         AND NOT (f.kind = 'suspension.decide' AND NOT (f.detail->>'approve')::boolean)
         AND NOT EXISTS (SELECT 1 FROM "OutboxMail" m WHERE m."projectId" = p.id AND m.kind = promised.mail)`;
  },
};
