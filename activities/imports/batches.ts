import { INSTALLATION_CHAIN, jurisdictionChain } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import type { ImportKindId, ImportOptions } from '../../domain/import/kind';
import { rowKey } from '../../domain/import/report';
import type { ImportBatch, Prisma } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import type { Tx } from '../database/database';
import type { By } from '../people/by';
import { examine, type ImportReport } from './examine';
import type { ImportAct, ImportDecisions, ImportResult } from './import-context';

export interface ImportOrder {
  kind: ImportKindId;
  jurisdictionId: string | null;
  projectId: string | null;
  options: ImportOptions;
  name: string;
  sha256: string;
  bytes: Uint8Array;
}

/** A batch without its file. */
export type BatchHead = Omit<ImportBatch, 'content'>;

/** What a batch is read with where its file is not wanted: Prisma holds several copies of bytes that it reads or writes. */
export const WITHOUT_FILE = { content: true } as const;

/** An import's own decisions before anybody made one. */
const UNDECIDED: ImportDecisions = { leaveOut: [], links: {} };

/**
 * Reads a file and keeps it until it is written or cancelled. A file that can't be read, or is marked as secret, is not kept.
 *
 * @throws Refusal of reading it
 */
export async function openBatch(
  tx: Tx,
  order: ImportOrder,
  by: By,
): Promise<{ batch: BatchHead; report: ImportReport }> {
  const { kind, jurisdictionId, projectId, options, name, sha256, bytes } = order;
  const { report } = await examine(
    { tx, ...order, fileName: name, ...by, decisions: UNDECIDED },
    { kind, name, bytes },
  );
  const batch = await tx.importBatch.create({
    omit: WITHOUT_FILE,
    data: {
      ...{ kind, jurisdictionId, projectId, fileName: name, fileSha256: sha256 },
      content: Buffer.from(bytes),
      options: options as Prisma.InputJsonObject,
      decisions: UNDECIDED as unknown as Prisma.InputJsonObject,
      uploadedById: by.personId,
      uploadedAt: by.now,
    },
  });
  return { batch, report };
}

/** What an open batch comes to as things are now. @throws Refusal IMPORT_STATE */
export async function examineBatch(tx: Tx, batch: BatchHead, by: By) {
  const bytes = await fileOf(tx, requireState(batch, 'open'));
  const ctx = {
    ...{ tx, jurisdictionId: batch.jurisdictionId, projectId: batch.projectId, fileName: batch.fileName, ...by },
    options: batch.options as ImportOptions,
    decisions: batch.decisions as unknown as ImportDecisions,
  };
  return examine(ctx, { kind: batch.kind as ImportKindId, name: batch.fileName, bytes });
}

/** The file of a batch that is open; as text, since Prisma makes a dozen copies of bytes that it reads. */
export async function fileOf(tx: Tx, { id }: BatchHead): Promise<Uint8Array> {
  const [row] = await tx.$queryRaw<{ file: string }[]>`
    SELECT encode(content, 'base64') AS file FROM "ImportBatch" WHERE id = ${id}::uuid`;
  return Buffer.from(row!.file, 'base64');
}

/** Says of rows which are left out and what they are. @throws Refusal IMPORT_STATE */
export async function decideBatch(tx: Tx, batch: BatchHead, decisions: ImportDecisions): Promise<BatchHead> {
  requireState(batch, 'open');
  const data = { decisions: decisions as unknown as Prisma.InputJsonObject };
  return tx.importBatch.update({ where: { id: batch.id }, data, omit: WITHOUT_FILE });
}

/** What an officer read before he said yes. */
export interface ReadCounts {
  create: number;
  link: number;
  change: number;
}

/**
 * Writes all of a batch or nothing. It is looked at again as things are now: another import may have come between.
 *
 * @returns with the acts that follow from it
 * @throws Refusal IMPORT_STATE, IMPORT_ERRORS with the rows at fault, STALE_VERSION when it comes to something else than was read
 */
export async function writeBatch(
  tx: Tx,
  id: string,
  read: ReadCounts,
  by: By,
): Promise<{ batch: BatchHead; result: ImportResult; acts: ImportAct[] }> {
  const batch = await lockBatch(tx, id);
  const { report, plan } = await examineBatch(tx, batch, by);
  if (!report.writable) {
    const faults = report.problems.filter(({ severity }) => severity === 'error').map(rowKey);
    throw new Refusal('IMPORT_ERRORS', {
      field: 'id',
      value: report.counts.error,
      allowed: 0,
      rows: faults.slice(0, 50),
    });
  }
  const { create, link, change, skip } = report.counts;
  if (create !== read.create || link !== read.link || change !== read.change) {
    throw new Refusal('STALE_VERSION', { field: 'create', value: read, allowed: { create, link, change } });
  }
  const { acts = [], ...result } = await plan.write();
  await auditBatch(tx, batch, by, {
    type: 'import.applied',
    payload: { fileSha256: batch.fileSha256, created: create, linked: link, changed: change, skipped: skip },
  });
  return { batch: await endBatch(tx, id, 'written', by, result), result, acts };
}

/** Nothing of it remains but that it was given and not wanted. @throws Refusal IMPORT_STATE */
export async function cancelBatch(tx: Tx, id: string, by: By): Promise<BatchHead> {
  requireState(await lockBatch(tx, id), 'open');
  return endBatch(tx, id, 'cancelled', by);
}

/** One after the other writes what belongs to one bureau, so each sees what those before it wrote. */
export async function lockBatch(tx: Tx, id: string): Promise<BatchHead> {
  const read = () => tx.importBatch.findUniqueOrThrow({ where: { id }, omit: WITHOUT_FILE });
  const found = await read();
  const of = `import/${found.kind}/${found.projectId ?? found.jurisdictionId ?? ''}`;
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${of}, 0))::text`;
  return read();
}

/** @throws Refusal IMPORT_STATE */
export function requireState(batch: BatchHead, state: ImportBatch['state']): BatchHead {
  if (batch.state !== state) throw new Refusal('IMPORT_STATE', { field: 'id', value: batch.state, allowed: state });
  return batch;
}

export async function endBatch(
  tx: Tx,
  id: string,
  state: ImportBatch['state'],
  { now }: By,
  result?: ImportResult,
): Promise<BatchHead> {
  const data = { state, content: null, endedAt: now, result: result as Prisma.InputJsonObject | undefined };
  return tx.importBatch.update({ where: { id }, data, omit: WITHOUT_FILE });
}

export async function auditBatch(
  tx: Tx,
  { jurisdictionId }: BatchHead,
  { personId, now }: By,
  event:
    | {
        type: 'import.applied';
        payload: { fileSha256: string; created: number; linked: number; changed: number; skipped: number };
      }
    | { type: 'import.undone'; payload: { fileSha256: string } },
): Promise<void> {
  const where = { id: jurisdictionId ?? '' };
  const of = jurisdictionId && (await tx.jurisdiction.findUniqueOrThrow({ where, select: { code: true } }));
  const chain = of ? jurisdictionChain(of.code) : INSTALLATION_CHAIN;
  await appendAudit(tx, chain, { ...event, actorId: personId, at: now });
}
