import { projectChain } from '../../domain/audit/audit-event';
import { type ClassifiedStratum, catalogueDigest, type ListedVolume } from '../../domain/catalogue/catalogue-digest';
import { Refusal } from '../../domain/errors';
import type { Catalogue } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import type { Tx } from '../database/database';

export interface CatalogueOrder {
  projectId: string;
  uploadedById: string;
  now: Date;
  volumes: readonly ListedVolume[];
  classified: readonly ClassifiedStratum[];
  /** Why there is a version later than a frozen one. */
  reason?: string;
}

/** Rows of one INSERT. */
const ROWS_AT_ONCE = 2_000;

/**
 * Adds a version of a project's volume catalogue. The same contents as the newest version give that one. Once an application
 * has frozen a version, a later one needs a reason, and counts only when the corrections of the application name it.
 *
 * @throws Refusal CATALOGUE_EMPTY, VOLUME_DUPLICATE, STRATUM_DUPLICATE, REASON_REQUIRED, NOT_FOUND
 */
export async function addCatalogue(tx: Tx, order: CatalogueOrder): Promise<Catalogue> {
  const { projectId, volumes, classified, reason = null } = order;
  // Two versions made at once must not read the same last one; the API, which uploads, may not lock the project's row.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`catalogue/${projectId}`}, 0))::text`;
  const project = await tx.project.findUnique({ where: { id: projectId }, select: { code: true } });
  if (!project) throw new Refusal('NOT_FOUND', { field: 'projectId', value: projectId });
  if (volumes.length === 0) throw new Refusal('CATALOGUE_EMPTY', { field: 'volumes', allowed: 'at least one volume' });
  const sha256 = catalogueDigest(volumes, classified);
  const newest = await tx.catalogue.findFirst({ where: { projectId }, orderBy: { version: 'desc' } });
  if (newest?.sha256 === sha256) return newest;
  const frozen = await tx.application.findFirst({
    where: { projectId, state: { in: ['submitted', 'corrections_out', 'accepted'] } },
    select: { id: true },
  });
  if (frozen && !reason) {
    throw new Refusal('REASON_REQUIRED', {
      field: 'reason',
      allowed: 'why the frozen catalogue is followed by another',
    });
  }
  const catalogue = await tx.catalogue.create({
    data: {
      projectId,
      version: (newest?.version ?? 0) + 1,
      sha256,
      reason,
      uploadedById: order.uploadedById,
      uploadedAt: order.now,
    },
  });
  for (let from = 0; from < volumes.length; from += ROWS_AT_ONCE) {
    const rows = volumes.slice(from, from + ROWS_AT_ONCE);
    await addVolumes(tx, catalogue.id, rows);
  }
  await tx.classifiedCount.createMany({
    data: classified.map(({ stratum, count }) => ({ catalogueId: catalogue.id, stratum, count })),
  });
  await appendAudit(tx, projectChain(project.code), {
    type: 'catalogue.uploaded',
    actorId: order.uploadedById,
    at: order.now,
    payload: { catalogueId: catalogue.id, version: catalogue.version, sha256 },
  });
  return catalogue;
}

/** A column is one parameter: `createMany` makes one of each cell, which for 50,000 volumes took 20 times as long and 600 MB. */
async function addVolumes(tx: Tx, catalogueId: string, volumes: readonly ListedVolume[]): Promise<void> {
  const column = <K extends keyof ListedVolume>(name: K) => volumes.map((volume) => volume[name]);
  await tx.$executeRaw`
    INSERT INTO "Volume" (id, "catalogueId", code, title, pages, drawings, retention, phase, stratum, receiver)
    SELECT gen_random_uuid(), ${catalogueId}::uuid, v.code, v.title, v.pages, v.drawings, v.retention::"Retention", v.phase, v.stratum, v.receiver
    FROM unnest(${column('code')}::text[], ${column('title')}::text[], ${column('pages')}::int[], ${column('drawings')}::int[],
      ${column('retention')}::text[], ${column('phase')}::text[], ${column('stratum')}::text[], ${column('receiver')}::text[])
      AS v(code, title, pages, drawings, retention, phase, stratum, receiver)`;
}
