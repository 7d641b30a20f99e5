import type { KeyObject } from 'node:crypto';
import { localDateOf, localTimeOf } from '../../domain/calendar/local-time';
import { signRoot } from '../audit/sign-root';
import { type Clock, processTime } from '../clock';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import { tellPerson } from '../mail/enqueue';

/** From this time on the root is the day's last and is mailed out of the house. */
const LAST_OF_THE_DAY = '23:00';

/** Signs the hour's root; the day's last goes to directors and witnesses, so that it is kept where no database reaches. */
export async function signAuditRoot(tx: Tx, clock: Clock, key: KeyObject): Promise<void> {
  const { now } = await processTime(tx, clock);
  const root = await signRoot(tx, now, key);
  const instant = now.toISOString();
  if (localTimeOf(instant) < LAST_OF_THE_DAY) return;
  const day = localDateOf(instant);
  const readers = await tx.grant.findMany({
    where: {
      role: { in: ['director', 'witness'] },
      confirmedById: { not: null },
      OR: [{ until: null }, { until: { gte: toDate(day) } }],
    },
    distinct: ['personId'],
    select: { personId: true },
  });
  const chains = await tx.auditHead.count({ where: { sequence: { gt: 0 } } });
  for (const { personId } of readers) {
    const about = { day, root: root.root, chains, signedAt: root.at, link: '/audit/roots' };
    await tellPerson(tx, now, 'audit-root', personId, { day }, about);
  }
}
