import { randomUUID } from 'node:crypto';
import { jurisdictionChain } from '../../domain/audit/audit-event';
import type { LocalDate } from '../../domain/calendar/local-date';
import type { PoolMembership, PoolStatus } from '../../prisma/generated/client';
import { appendAudit, appendAudits } from '../audit/append-audit';
import type { Tx } from '../database/database';
import { toDate } from '../database/dates';
import type { By } from './by';

/** What a pool knows of a member. */
export interface MemberDetails {
  specialties: string[];
  titleLevel: string;
  yearsInField: number;
  birthDate: LocalDate | null;
  regulatorStaff: boolean;
}

export type Admission = MemberDetails & { personId: string; joinedOn: LocalDate };

/** Admits people to a bureau's expert pool. @returns ids of the memberships, in the order given */
export async function admitMembers(
  tx: Tx,
  jurisdictionId: string,
  admissions: readonly Admission[],
  { personId: actorId, now: at }: By,
): Promise<string[]> {
  const rows = admissions.map(({ birthDate, joinedOn, ...rest }) => ({
    ...rest,
    id: randomUUID(),
    jurisdictionId,
    joinedOn: toDate(joinedOn),
    birthDate: birthDate && toDate(birthDate),
  }));
  await tx.poolMembership.createMany({ data: rows });
  const chain = await chainOf(tx, jurisdictionId);
  const events = rows.map(({ id }) => ({
    chain,
    event: { type: 'pool.joined', actorId, at, payload: { poolMembershipId: id } } as const,
  }));
  await appendAudits(tx, events);
  return rows.map(({ id }) => id);
}

/** Changes what a pool knows of a member, or the standing; `ended` leaves the pool today. */
export async function changePoolMember(
  tx: Tx,
  { id, jurisdictionId, status: before }: Pick<PoolMembership, 'id' | 'jurisdictionId' | 'status'>,
  changes: Partial<MemberDetails & { status: PoolStatus }>,
  { personId: actorId, now: at, today }: By,
): Promise<void> {
  const { birthDate, ...rest } = changes;
  const ended = changes.status === undefined ? undefined : changes.status === 'ended' ? toDate(today) : null;
  await tx.poolMembership.update({
    where: { id },
    data: { ...rest, birthDate: birthDate ? toDate(birthDate) : birthDate, endedOn: ended },
  });
  const payload = { poolMembershipId: id, status: changes.status ?? before };
  await appendAudit(tx, await chainOf(tx, jurisdictionId), { type: 'pool.changed', actorId, at, payload });
}

async function chainOf(tx: Tx, jurisdictionId: string): Promise<string> {
  return jurisdictionChain((await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId } })).code);
}
