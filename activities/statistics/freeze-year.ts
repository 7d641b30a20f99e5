import { jurisdictionChain } from '../../domain/audit/audit-event';
import { digestOf } from '../../domain/crypto/sha256';
import { Refusal } from '../../domain/errors';
import { projectYear } from '../../domain/statistics/project-year';
import type { Prisma } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import { loadCalendar } from '../rules/load-calendar';
import { projectFacts } from './project-facts';
import { lastDay, type YearAsked } from './year-statistics';

/**
 * Keeps a year's table as it stands at its end. It is never changed; what is recorded later is listed beside it.
 *
 * @param by null: the morning's work
 * @throws Refusal YEAR_NOT_OVER before the year's last day, YEAR_FROZEN the second time
 */
export async function freezeYear(tx: Tx, asked: YearAsked & { now: Date }, by: string | null): Promise<void> {
  const { jurisdictionId, year, today, bureaus, now } = asked;
  if (today < `${year}-12-31`) {
    throw new Refusal('YEAR_NOT_OVER', { field: 'year', value: year, allowed: `from ${year}-12-31 on` });
  }
  const { code } = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId }, select: { code: true } });
  const calendar = await loadCalendar(tx);
  const facts = await projectFacts(tx, bureaus, year);
  const rows = facts.map((each) => projectYear(each, year, lastDay(asked), calendar));
  const sha256 = digestOf(rows);
  const kept = { jurisdictionId, year, sha256, rows: rows as unknown as Prisma.InputJsonValue };
  const { count } = await tx.frozenYear.createMany({
    data: { ...kept, frozenOn: toDate(today), frozenById: by },
    skipDuplicates: true,
  });
  if (count === 0) throw new Refusal('YEAR_FROZEN', { field: 'year', value: year });
  const payload = { year, projects: rows.length, sha256 };
  await appendAudit(tx, jurisdictionChain(code), { type: 'statistics.frozen', payload, actorId: by, at: now });
}
