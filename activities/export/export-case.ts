import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { projectChain } from '../../domain/audit/audit-event';
import { Refusal } from '../../domain/errors';
import { csvLine } from '../../domain/export/csv-line';
import { appendAudit } from '../audit/append-audit';
import type { Tx } from '../database/database';
import type { By } from '../people/by';
import { addMails } from './add-mails';
import { addRoot } from './add-root';
import { BagWriter } from './bag-writer';
import { type CaseTable, caseTables } from './case-tables';
import { indexPage, type Packed } from './index-page';

/** Bytes of files that a zip without extensions holds. */
const MOST = 3 * 1024 ** 3;

/**
 * Packs a closed case so that it opens without Dangyan: a page to begin with, papers and attachments as they are, the facts as JSON and
 * CSV, the public records of draws, mails as they left, the audit chain with a signed root, and a manifest over all, as a zipped BagIt bag. That it left is in the chain.
 *
 * @param file where the zip is written; nothing may be there yet
 * @returns SHA-256 of the zip
 * @throws Refusal CASE_OPEN, FILE_TOO_LARGE
 */
export async function exportCase(tx: Tx, projectId: string, file: string, { personId, now }: By): Promise<string> {
  const project = await tx.project.findUniqueOrThrow({ where: { id: projectId }, include: { jurisdiction: true } });
  if (project.stage !== 'closed') {
    throw new Refusal('CASE_OPEN', { field: 'stage', value: project.stage, allowed: 'closed' });
  }
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  const hash = createHash('sha256');
  const write = out.write.bind(out);
  out.write = ((chunk: Uint8Array) => {
    hash.update(chunk);
    return write(chunk);
  }) as typeof out.write;
  const { code, name, outcome } = project;
  const bag = new BagWriter(out, code, now);
  const packed: Packed = {
    ...{ project: { code, name, outcome, bureau: project.jurisdiction.bureauName }, at: now },
    ...{ tables: [], papers: [], attachments: [], draws: [], mails: [], events: 0, rooted: null },
  };
  for (const table of caseTables(tx, project))
    packed.tables.push({ name: table.name, rows: await addTable(bag, table) });
  await addPeople(tx, bag, packed);
  await addFiles(tx, bag, projectId, packed);
  await addDraws(tx, bag, projectId, packed);
  await addMails(tx, bag, projectId, packed);
  packed.events = await addChain(tx, bag, code);
  packed.rooted = await addRoot(tx, bag, code);
  await bag.add('index.html', [Buffer.from(indexPage(packed))]);
  await bag.finish({
    'Source-Organization': project.jurisdiction.bureauName,
    'External-Identifier': code,
    'External-Description': name,
    'Bagging-Date': now.toISOString().slice(0, 10),
  });
  const sha256 = hash.digest('hex');
  const event = { type: 'case.exported', actorId: personId, at: now, payload: { fileSha256: sha256 } } as const;
  await appendAudit(tx, projectChain(code), event);
  return sha256;
}

/** As JSON lines would be read by few, as a list; and as CSV with the same columns, what has parts as JSON. @returns rows */
async function addTable(bag: BagWriter, { name, rows }: CaseTable): Promise<number> {
  let count = 0;
  async function* json() {
    yield Buffer.from('[');
    for await (const some of rows()) {
      const text = some.map((row, at) => `${count + at === 0 ? '' : ','}\n${JSON.stringify(row)}`).join('');
      count += some.length;
      yield Buffer.from(text);
    }
    yield Buffer.from('\n]\n');
  }
  async function* csv() {
    yield Buffer.from('\ufeff');
    let columns: string[] | null = null;
    for await (const some of rows()) {
      for (const row of some as readonly Record<string, unknown>[]) {
        const plain = JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
        if (!columns) {
          columns = Object.keys(plain);
          yield Buffer.from(csvLine(columns));
        }
        yield Buffer.from(csvLine(columns.map((column) => plain[column])));
      }
    }
  }
  await bag.add(`facts/${name}.json`, json());
  await bag.add(`facts/${name}.csv`, csv());
  return count;
}

/** Names of the people whom facts and papers name by id, as far as the reader may see them. */
async function addPeople(tx: Tx, bag: BagWriter, packed: Packed): Promise<void> {
  const people = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT id FROM (
      SELECT unnest(ARRAY[f."recordedById", f."deputyForId", f."onBehalfOfId"]) AS id FROM "Fact" f
        JOIN "Project" p ON p.id = f."projectId" WHERE p.code = ${packed.project.code}
      UNION SELECT h."personId" FROM "SeatHolder" h JOIN "Seat" s ON s.id = h."seatId" JOIN "Round" r ON r.id = s."roundId"
        JOIN "Project" p ON p.id = r."projectId" WHERE p.code = ${packed.project.code}
      UNION SELECT m."personId" FROM "OutboxMail" m JOIN "Project" p ON p.id = m."projectId" WHERE p.code = ${packed.project.code}
    ) AS named WHERE id IS NOT NULL`;
  const rows = await tx.person.findMany({
    where: { id: { in: people.map(({ id }) => id) } },
    select: { id: true, name: true, title: true },
    orderBy: { id: 'asc' },
  });
  async function* once() {
    yield rows;
  }
  packed.tables.push({ name: 'people', rows: await addTable(bag, { name: 'people', rows: once }) });
}

/** Papers and attachments, each once, under names that any system takes. @throws Refusal FILE_TOO_LARGE */
async function addFiles(tx: Tx, bag: BagWriter, projectId: string, packed: Packed): Promise<void> {
  const papers = await tx.paper.findMany({ where: { projectId }, orderBy: [{ issuedOn: 'asc' }, { id: 'asc' }] });
  const uploads = await tx.fileUpload.findMany({
    where: { projectId },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
  });
  const named = [
    ...papers.flatMap(({ fileSha256, kind, reference }, at) =>
      fileSha256 ? [{ list: packed.papers, sha256: fileSha256, name: `${at + 1}-${reference ?? kind}.pdf` }] : [],
    ),
    ...uploads.map(({ sha256, name }) => ({ list: packed.attachments, sha256, name })),
  ];
  const done = new Set<string>();
  let total = 0;
  for (const { list, sha256, name } of named) {
    if (done.has(sha256)) continue;
    done.add(sha256);
    const stored = await tx.storedFile.findUnique({ where: { sha256 }, select: { size: true } });
    if (!stored) continue;
    total += stored.size;
    if (total > MOST) throw new Refusal('FILE_TOO_LARGE', { field: 'files', value: total, allowed: MOST });
    const folder = list === packed.papers ? 'papers' : `attachments/${sha256.slice(0, 12)}`;
    const path = `${folder}/${safeName(name)}`;
    await bag.add(path, piecesOf(tx, sha256, stored.size));
    list.push({ path, name });
  }
}

/** Bytes of a file that are held at once; Prisma keeps a dozen copies of what it reads. */
const PIECE = 1024 ** 2;

async function* piecesOf(tx: Tx, sha256: string, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 1; from <= size; from += PIECE) {
    const [row] = await tx.$queryRaw<{ piece: Uint8Array }[]>`
      SELECT substring(content FROM ${from}::integer FOR ${PIECE}::integer) AS piece FROM "StoredFile" WHERE sha256 = ${sha256}`;
    yield row!.piece;
  }
}

const safeName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_');

async function addDraws(tx: Tx, bag: BagWriter, projectId: string, packed: Packed): Promise<void> {
  const draws = await tx.draw.findMany({ where: { projectId, bundle: { not: null } }, orderBy: { number: 'asc' } });
  for (const { number, bundle } of draws) {
    const path = `draws/${number}.json`;
    await bag.add(path, [Buffer.from(bundle!)]);
    packed.draws.push({ path, number });
  }
}

/** The project's audit chain, a link a line in its order. @returns links */
async function addChain(tx: Tx, bag: BagWriter, code: string): Promise<number> {
  const events = await tx.auditEvent.findMany({ where: { chain: projectChain(code) }, orderBy: { sequence: 'asc' } });
  await bag.add(
    'audit/chain.jsonl',
    events.map((event) => Buffer.from(`${JSON.stringify(event)}\n`)),
  );
  return events.length;
}
