import type { z } from 'zod';
import type { ActDefinition } from '../activities/acts/define-act';
import { type Clock, processTime } from '../activities/clock';
import type { Database, Tx } from '../activities/database/database';
import { rolesOnProject } from '../activities/people/roles-on-project';
import { positionOf } from '../activities/process/load-position';
import type { Envelope } from '../activities/process/process-context';
import type { LocalDate } from '../domain/calendar/local-date';
import { localDateOf } from '../domain/calendar/local-time';
import { Refusal } from '../domain/errors';
import { type ActorRole, actRule } from '../domain/lifecycle/act-table';
import type { Position } from '../domain/lifecycle/position';
import { transition } from '../domain/lifecycle/transition';
import type { Prisma } from '../prisma/generated/client';
import type { ActResult } from '../workflows/contract';
import { loadViewer } from './viewer';
import { visibleTo } from './visible-to';

/** What a person asks for, as the API received it. */
export interface ActAsked {
  key: string;
  definition: ActDefinition;
  actorId: string;
  projectCode: string;
  envelope: Omit<Envelope, 'occurredOn'> & { occurredOn: string | null };
  body: unknown;
  /** HMAC of everything received, with the server's key. */
  hmac: string;
}

/** What is known once the request is in the database: the answer, when the key had one before, or who asks where. */
export type ActReceived = { stored: ActResult } | { stored: null; position: Position; roles: ActorRole[] };

/**
 * The first layer of one act, one effect: writes the request under its key, or finds that it was made before. Sealed
 * values go to their own place here and are in nothing that travels on.
 *
 * @throws Refusal NOT_FOUND for a project the person may not see, or a key of somebody else's; KEY_REUSED; FILE_UNKNOWN;
 * of a sealed act what the lifecycle says of it
 */
export async function receiveAct(database: Database, clock: Clock, asked: ActAsked): Promise<ActReceived> {
  const { key, definition, actorId, hmac } = asked;
  return database.withPerson(actorId, async (tx) => {
    // The same key twice at once: the second waits and finds what the first wrote.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`act/${key}`}, 0))::text`;
    const known = await tx.actRequest.findUnique({ where: { key } });
    if (known && known.bodyHmac !== hmac) {
      throw new Refusal('KEY_REUSED', { field: 'Idempotency-Key', value: key, allowed: 'a new key' });
    }
    // Whose part in the project ended with this very act learns all the same what came of it.
    const done = known && (await tx.actResult.findUnique({ where: { key } }));
    if (done) return { stored: done.result as ActResult };

    const project = await tx.project.findUnique({
      where: { code: asked.projectCode },
      include: { jurisdiction: true },
    });
    if (!project) throw new Refusal('NOT_FOUND', { field: 'project', value: asked.projectCode });
    const time = await processTime(tx, clock);
    const today = localDateOf(time.now.toISOString());
    const position = await positionOf(tx, project, time);
    const roles = await rolesOnProject(tx, asked.envelope.deputyForId ?? actorId, project, today);
    if (roles.length === 0) await refuseStranger(tx, asked, project.id, today);

    if (known) return { position, roles, stored: null };
    await requireScan(tx, asked.envelope.scanSha256);
    const envelope: Envelope = { ...asked.envelope, occurredOn: asked.envelope.occurredOn ?? today };
    // What the lifecycle would refuse is not put away first.
    if (definition.sealed)
      transition(position, { kind: definition.kind, roles, onBehalf: envelope.onBehalfOfId !== null });
    const body = definition.sealed
      ? await definition.sealed.seal(
          {
            tx,
            key,
            projectId: project.id,
            roundId: position.round?.id ?? null,
            personId: actorId,
            forPersonId: envelope.onBehalfOfId ?? envelope.deputyForId ?? actorId,
            scanSha256: envelope.scanSha256,
          },
          asked.body,
        )
      : (asked.body as z.infer<typeof definition.body>);
    const { count } = await tx.actRequest.createMany({
      data: {
        key,
        actorId,
        projectId: project.id,
        kind: definition.kind,
        envelope: envelope as unknown as Prisma.InputJsonObject,
        body: body as Prisma.InputJsonObject,
        bodyHmac: hmac,
        receivedAt: time.now,
      },
      skipDuplicates: true,
    });
    // Somebody else's request is not to be seen, only that the key is taken.
    if (count === 0) throw new Refusal('NOT_FOUND', { field: 'key', value: key });
    return { position, roles, stored: null };
  });
}

/**
 * Who is nothing to a project, such as the city's staff to a district's, may yet read it; from others it stays hidden.
 *
 * @throws Refusal ACT_NOT_YOURS, NOT_FOUND
 */
async function refuseStranger(tx: Tx, { actorId, definition, projectCode }: ActAsked, id: string, today: LocalDate) {
  const see = visibleTo(await loadViewer(tx, actorId, today));
  const seen = await tx.project.findFirst({ where: { AND: [{ id }, see.project] }, select: { id: true } });
  if (!seen) throw new Refusal('NOT_FOUND', { field: 'project', value: projectCode });
  throw new Refusal('ACT_NOT_YOURS', { act: definition.kind, allowed: actRule(definition.kind).by });
}

/** The scan of what reached the bureau on paper is a file that this person can open. @throws Refusal FILE_UNKNOWN */
async function requireScan(tx: Tx, sha256: string | null): Promise<void> {
  if (sha256 === null) return;
  const file = await tx.storedFile.findUnique({ where: { sha256 }, select: { sha256: true } });
  if (!file)
    throw new Refusal('FILE_UNKNOWN', { field: 'entry.scanSha256', value: sha256, allowed: 'an uploaded file' });
}

/** The result stored under a key of this actor; null when the act has not happened (yet). */
export async function storedResult(database: Database, actorId: string, key: string): Promise<ActResult | null> {
  return database.withPerson(actorId, async (tx) => {
    const done = await tx.actResult.findFirst({ where: { key, actorId } });
    return done ? (done.result as ActResult) : null;
  });
}

/** Where the project stands now, for finding the workflow that hears an act. */
export async function whereIs(database: Database, clock: Clock, actorId: string, projectId: string): Promise<Position> {
  return database.withPerson(actorId, async (tx) => {
    const project = await tx.project.findUniqueOrThrow({ where: { id: projectId }, include: { jurisdiction: true } });
    return positionOf(tx, project, await processTime(tx, clock));
  });
}
