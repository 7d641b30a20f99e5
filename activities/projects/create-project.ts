import { randomUUID } from 'node:crypto';
import { projectChain } from '../../domain/audit/audit-event';
import { localDateOf } from '../../domain/calendar/local-time';
import type { PartialDate } from '../../domain/calendar/partial-date';
import { Refusal } from '../../domain/errors';
import type { TaskKind } from '../../domain/tasks/task-kind';
import type { Prisma, Project, ProjectDateKind } from '../../prisma/generated/client';
import type { OrganisationRef } from '../acts/field-types';
import { appendAudit } from '../audit/append-audit';
import type { Tx } from '../database/database';
import { violatedUnique } from '../database/database-error';
import { toDate } from '../database/dates';
import { addListing, type ListingOrder } from './add-listing';
import { initialsOf } from './initials';
import { ensureOrganisation } from './organisations';
import { dateColumns } from './project-dates';

export interface ProjectOrder {
  jurisdictionId: string;
  name: string;
  industry: string;
  shortName?: string;
  nationalCode?: string;
  location?: string;
  insidePlanningArea?: boolean;
  /** In 万元. */
  investmentWan?: number;
  listing: ListingOrder;
  owner?: OrganisationRef;
  constructionStart?: PartialDate;
  completion?: PartialDate;
}

/** Who makes a project of a listing, and when. */
export interface Origin {
  now: Date;
  personId: string | null;
  source: 'listing' | 'officer' | 'take_over' | 'import';
}

/**
 * Makes a new project of a listing, in stage `planned`, and begins its audit chain. What nobody knows yet is a task: find
 * the contact, find the date. About one to be taken over in mid-life no mail leaves until an officer releases it. Locks nothing that others hold, so any number may be made in one transaction.
 *
 * @throws Refusal LISTING_TAKEN, ALREADY_EXISTS for a national code, NOT_FOUND for an unknown organisation
 */
export async function createProject(tx: Tx, order: ProjectOrder, origin: Origin): Promise<Project> {
  const { listing, owner, constructionStart = null, completion = null, ...about } = order;
  const { now, personId, source } = origin;
  const today = localDateOf(now.toISOString());
  const code = await nextCode(tx, order.jurisdictionId, listing.year);
  const takenOver = source === 'take_over';
  const data = { ...about, initials: initialsOf(about), code, migrated: takenOver, mailHeld: takenOver };
  const project = await tx.project.create({ data }).catch((error: unknown) => {
    if (violatedUnique(error) !== 'Project_nationalCode_key') throw error;
    throw new Refusal('ALREADY_EXISTS', { field: 'nationalCode', value: about.nationalCode });
  });
  const factId = randomUUID();
  await tx.fact.create({
    data: {
      id: factId,
      projectId: project.id,
      kind: 'project.created',
      occurredOn: toDate(today),
      actedAt: now,
      recordedById: personId,
      channel: 'web',
      detail: { source, listing: { ...listing, text: listing.text } as Prisma.InputJsonObject },
    },
  });
  await tx.stageChange.create({ data: { projectId: project.id, from: null, to: 'planned', factId, at: now } });
  await addListing(tx, project.id, listing);
  let hasContact = false;
  if (owner) {
    const organisationId = await ensureOrganisation(tx, owner, 'owner');
    const since = { from: toDate(today), factId };
    await tx.projectParty.create({ data: { projectId: project.id, organisationId, role: 'owner', ...since } });
    // Asked last: a bureau sees the contacts of the parties to its projects.
    hasContact = await hasVerifiedContact(tx, organisationId);
  }
  const dates: [ProjectDateKind, PartialDate | null][] = [
    ['construction_start', constructionStart],
    ['completion', completion],
  ];
  await tx.projectDate.createMany({
    data: dates.map(([kind, date]) => ({ projectId: project.id, kind, ...dateColumns(date), factId })),
  });
  const unknown = dates
    .filter(([, date]) => date === null)
    .map(([kind]) => ({ kind: 'find-date' satisfies TaskKind, subject: kind }));
  await tx.task.createMany({
    data: [...(hasContact ? [] : [{ kind: 'find-contact' satisfies TaskKind, subject: 'owner' }]), ...unknown].map(
      (task) => ({
        ...task,
        projectId: project.id,
        jurisdictionId: project.jurisdictionId,
        role: 'officer' as const,
        createdAt: now,
      }),
    ),
  });
  await appendAudit(tx, projectChain(code), {
    type: 'project.created',
    actorId: personId,
    at: now,
    payload: { projectId: project.id, source },
  });
  return project;
}

async function hasVerifiedContact(tx: Tx, organisationId: string): Promise<boolean> {
  const address = { some: { verifiedAt: { not: null }, endedAt: null } };
  const grant = await tx.grant.findFirst({
    where: { organisationId, role: 'owner', until: null, person: { addresses: address } },
    select: { id: true },
  });
  return grant !== null;
}

/** `CC-2026-0042`: the jurisdiction, the year of the list and a number that is never used again. */
async function nextCode(tx: Tx, jurisdictionId: string, year: number): Promise<string> {
  const { code } = await tx.jurisdiction.findUniqueOrThrow({ where: { id: jurisdictionId }, select: { code: true } });
  const prefix = `${code}-${year}-`;
  // Two projects made at once must not read the same last number.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`project-code/${prefix}`}, 0))::text`;
  const last = await tx.project.findFirst({
    where: { code: { startsWith: prefix } },
    orderBy: { code: 'desc' },
    select: { code: true },
  });
  const number = Number(last?.code.slice(prefix.length) ?? 0) + 1;
  return prefix + String(number).padStart(4, '0');
}
