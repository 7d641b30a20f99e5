import { randomUUID } from 'node:crypto';
import { projectChain } from '../../domain/audit/audit-event';
import { localDateOf } from '../../domain/calendar/local-time';
import type { PartialDate } from '../../domain/calendar/partial-date';
import { Refusal } from '../../domain/errors';
import type { TaskKind } from '../../domain/tasks/task-kind';
import type { Prisma, Project, ProjectDateKind } from '../../prisma/generated/client';
import type { OrganisationRef } from '../acts/field-types';
import { appendAudits } from '../audit/append-audit';
import type { Tx } from '../database/database';
import { violatedUnique } from '../database/database-error';
import { toDate } from '../database/dates';
import { insertRows } from '../database/insert-rows';
import { addListings, type ListingOrder } from './add-listing';
import { initialsOf } from './initials';
import { ensureOrganisations } from './organisations';
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

export type MadeProject = Pick<Project, 'id' | 'code' | 'jurisdictionId'>;

/** A project with its order, while it is made. */
interface Making extends MadeProject {
  order: ProjectOrder;
  factId: string;
  ownerId: string | null;
}

/** One new project: see `createProjects`. */
export async function createProject(tx: Tx, order: ProjectOrder, origin: Origin): Promise<MadeProject> {
  return (await createProjects(tx, [order], origin))[0]!;
}

/**
 * Makes new projects of listings, in stage `planned`, and begins the audit chain of each. What nobody knows yet is a task: find
 * the contact, find the date. About one to be taken over in mid-life no mail leaves until an officer releases it. They are written in
 * sets; locks nothing that others hold.
 *
 * @throws Refusal LISTING_TAKEN, ALREADY_EXISTS for a national code, NOT_FOUND for an unknown organisation
 */
export async function createProjects(tx: Tx, orders: readonly ProjectOrder[], origin: Origin): Promise<MadeProject[]> {
  const made: MadeProject[] = [];
  for (let from = 0; from < orders.length; from += AT_ONCE) {
    made.push(...(await createSome(tx, orders.slice(from, from + AT_ONCE), origin)));
  }
  return made;
}

/** Projects of one set of statements: more of them cost no less. */
const AT_ONCE = 250;

async function createSome(tx: Tx, orders: readonly ProjectOrder[], origin: Origin): Promise<MadeProject[]> {
  const { now, personId, source } = origin;
  const codes = await nextCodes(tx, orders);
  const making = orders.map((order, at): Making => {
    const { jurisdictionId } = order;
    return { id: randomUUID(), code: codes[at]!, jurisdictionId, order, factId: randomUUID(), ownerId: null };
  });
  await insertProjects(tx, making, source === 'take_over');
  await insertBeginnings(tx, making, origin);
  await addListings(
    tx,
    making.map(({ id, order }) => ({ projectId: id, listing: order.listing })),
  );
  await insertOwners(tx, making, now);
  await insertRows(tx, 'ProjectDate', making.flatMap(datesOf));
  // Asked last: a bureau sees the contacts of the parties to its projects.
  const reachable = await withVerifiedContact(tx, making);
  await insertRows(
    tx,
    'Task',
    making.flatMap((project) => tasksOf(project, reachable, now)),
  );
  const events = making.map(({ id: projectId, code }) => ({
    chain: projectChain(code),
    event: { type: 'project.created', actorId: personId, at: now, payload: { projectId, source } } as const,
  }));
  await appendAudits(tx, events);
  return making.map(({ id, code, jurisdictionId }) => ({ id, code, jurisdictionId }));
}

async function insertProjects(tx: Tx, making: readonly Making[], takenOver: boolean): Promise<void> {
  const data = making.map(({ id, code, order }) => {
    const { listing: _, owner: __, constructionStart: ___, completion: ____, ...about } = order;
    return { ...about, initials: initialsOf(about), id, code, migrated: takenOver, mailHeld: takenOver };
  });
  await insertRows(tx, 'Project', data).catch((error: unknown) => {
    if (violatedUnique(error) !== 'Project_nationalCode_key') throw error;
    const values = making.flatMap(({ order }) => order.nationalCode ?? []);
    throw new Refusal('ALREADY_EXISTS', { field: 'nationalCode', value: values.length === 1 ? values[0] : values });
  });
}

/** The fact that each was made, and its first stage. */
async function insertBeginnings(tx: Tx, making: readonly Making[], { now, personId, source }: Origin): Promise<void> {
  const occurredOn = toDate(localDateOf(now.toISOString()));
  const facts = making.map(({ id: projectId, factId, order: { listing } }) => ({
    ...{ id: factId, projectId, kind: 'project.created', occurredOn, actedAt: now, recordedById: personId },
    channel: 'web' as const,
    detail: { source, listing: { ...listing, text: listing.text } as Prisma.InputJsonObject },
  }));
  await insertRows(tx, 'Fact', facts);
  const changes = making.map(({ id: projectId, factId }) => {
    return { id: randomUUID(), projectId, from: null, to: 'planned' as const, factId, at: now };
  });
  await insertRows(tx, 'StageChange', changes);
}

async function insertOwners(tx: Tx, making: readonly Making[], now: Date): Promise<void> {
  const owned = making.filter(({ order }) => order.owner !== undefined);
  const ids = await ensureOrganisations(
    tx,
    owned.map(({ order }) => order.owner!),
    'owner',
  );
  for (const [at, project] of owned.entries()) project.ownerId = ids[at]!;
  const from = toDate(localDateOf(now.toISOString()));
  const parties = owned.map(({ id: projectId, ownerId, factId }) => {
    return { id: randomUUID(), projectId, organisationId: ownerId!, role: 'owner' as const, from, factId };
  });
  await insertRows(tx, 'ProjectParty', parties);
}

const DATES = { construction_start: 'constructionStart', completion: 'completion' } as const satisfies Partial<
  Record<ProjectDateKind, keyof ProjectOrder>
>;
const DATE_KINDS = Object.keys(DATES) as (keyof typeof DATES)[];

function datesOf({ id: projectId, order, factId }: Making) {
  return DATE_KINDS.map((kind) => {
    return { id: randomUUID(), projectId, kind, ...dateColumns(order[DATES[kind]] ?? null), factId };
  });
}

function tasksOf({ id: projectId, jurisdictionId, order, ownerId }: Making, reachable: ReadonlySet<string>, now: Date) {
  const unknown = DATE_KINDS.filter((kind) => !order[DATES[kind]]);
  const hasContact = ownerId !== null && reachable.has(ownerId);
  const tasks: { kind: TaskKind; subject: string }[] = [
    ...(hasContact ? [] : [{ kind: 'find-contact' as const, subject: 'owner' }]),
    ...unknown.map((subject) => ({ kind: 'find-date' as const, subject })),
  ];
  return tasks.map((task) => {
    return { id: randomUUID(), ...task, projectId, jurisdictionId, role: 'officer' as const, createdAt: now };
  });
}

async function withVerifiedContact(tx: Tx, making: readonly Making[]): Promise<Set<string>> {
  const ids = [...new Set(making.flatMap(({ ownerId }) => ownerId ?? []))];
  const address = { some: { verifiedAt: { not: null }, endedAt: null } };
  const grants = await tx.grant.findMany({
    where: { organisationId: { in: ids }, role: 'owner', until: null, person: { addresses: address } },
    select: { organisationId: true },
  });
  return new Set(grants.map(({ organisationId }) => organisationId!));
}

/** `CC-2026-0042`: the jurisdiction, the year of the list and a number that is never used again. */
async function nextCodes(tx: Tx, orders: readonly ProjectOrder[]): Promise<string[]> {
  const ids = [...new Set(orders.map(({ jurisdictionId }) => jurisdictionId))];
  const rows = await tx.jurisdiction.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } });
  const codeOf = new Map(rows.map(({ id, code }) => [id, code]));
  const prefixes = orders.map(({ jurisdictionId, listing }) => `${codeOf.get(jurisdictionId)!}-${listing.year}-`);
  const last = new Map<string, number>();
  for (const prefix of [...new Set(prefixes)].sort()) {
    // Two projects made at once must not read the same last number.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`project-code/${prefix}`}, 0))::text`;
    const found = await tx.project.findFirst({
      where: { code: { startsWith: prefix } },
      orderBy: { code: 'desc' },
      select: { code: true },
    });
    last.set(prefix, Number(found?.code.slice(prefix.length) ?? 0));
  }
  return prefixes.map((prefix) => {
    const number = last.get(prefix)! + 1;
    last.set(prefix, number);
    return prefix + String(number).padStart(4, '0');
  });
}
