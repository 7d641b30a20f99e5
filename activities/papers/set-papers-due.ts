import { Refusal } from '../../domain/errors';
import type { PaperDocument } from '../../domain/papers/paper-document';
import { type Paper, Prisma } from '../../prisma/generated/client';
import { type Clock, processTime } from '../clock';
import type { Database, Tx } from '../database/database';
import { storeFile } from '../database/store-file';
import { askOfficers } from '../tasks/ask-officers';
import { setPapers } from './press/press';
import { setWith } from './press/set-with';

/** Papers that one process of the press sets: it grows by each. */
const BATCH = 50;

/**
 * Sets every paper that has been issued since: outside of any transaction, and the same whoever does it, so that two workers may.
 * What can't be set says why, on the paper and as a task.
 *
 * @param origin of the pages that QR codes lead to
 * @throws AggregateError of what was nobody's mistake; those papers are tried again
 */
export async function setPapersDue(database: Database, clock: Clock, origin: string): Promise<number> {
  const due = await database.transaction((tx) =>
    tx.paper.findMany({
      where: { document: { not: Prisma.DbNull }, fileSha256: null, fault: { equals: Prisma.DbNull } },
      orderBy: { recordedAt: 'asc' },
      take: BATCH,
      select: { id: true, projectId: true, jurisdictionId: true, kind: true, reference: true, document: true },
    }),
  );
  if (due.length === 0) return 0;
  const documents = due.map(({ document }) => document as unknown as PaperDocument);
  const set = await setPapers(documents.map((document) => ({ document, format: 'pdf' as const, origin })));
  const failures: Error[] = [];
  for (const [at, paper] of due.entries()) {
    const bytes = set[at]!;
    if (bytes instanceof Refusal) await database.transaction((tx) => keepFault(tx, clock, paper, bytes));
    else if (bytes instanceof Error) failures.push(bytes);
    else await database.transaction((tx) => keepFile(tx, paper, bytes));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'papers could not be set');
  return due.length;
}

type Due = Pick<Paper, 'id' | 'projectId' | 'jurisdictionId' | 'kind' | 'reference'>;

async function keepFile(tx: Tx, { id, projectId, kind, reference }: Due, content: Uint8Array): Promise<void> {
  const { sha256 } = await storeFile(tx, {
    content,
    mediaType: 'application/pdf',
    name: `${reference ?? kind}.pdf`,
    projectId,
    uploadedById: null,
  });
  const data = { fileSha256: sha256, setWith: setWith() as unknown as Prisma.InputJsonObject };
  await tx.paper.updateMany({ where: { id, fileSha256: null }, data });
}

async function keepFault(tx: Tx, clock: Clock, paper: Due, { code, details }: Refusal): Promise<void> {
  const { id, projectId, jurisdictionId } = paper;
  const fault = { code, ...details } as unknown as Prisma.InputJsonObject;
  await tx.paper.updateMany({ where: { id, fileSha256: null }, data: { fault } });
  const { now } = await processTime(tx, clock);
  const note = String(details.value ?? code);
  await askOfficers(tx, 'mend-paper', [{ projectId, jurisdictionId, subject: id, note }], now);
}
