import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { createDatabase } from '../../activities/database/database';
import { openBatch, writeBatch } from '../../activities/imports/batches';
import type { By } from '../../activities/people/by';
import type { SampleFile } from './sample-files';
import type { World } from './world';

export const SIDES = ['exceljs, streaming', 'exceljs, whole', 'upload to report', 'report to written'] as const;
export type Side = (typeof SIDES)[number];

export interface Figures {
  seconds: number;
  /** Of processor time, of the process with its threads. */
  processor: number;
  /** The same for a second time in the same process, as in a server that has read a file before; null for what is done once. */
  again: number | null;
  /** Of the process with its threads, and how much of it was there before the work began. */
  peakMb: number;
  beforeMb: number;
}

type Order = SampleFile & World & { side: Side; url: string };

/** Reads every cell and keeps none. */
async function plainStream(path: string): Promise<void> {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
  });
  for await (const sheet of reader) for await (const row of sheet) void row.values;
}

async function plainWhole(path: string): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  workbook.eachSheet((sheet) => sheet.eachRow((row) => void row.values));
}

async function run(order: Order): Promise<Figures> {
  if (order.side === 'exceljs, streaming') return timedTwice(() => plainStream(order.path));
  if (order.side === 'exceljs, whole') return timedTwice(() => plainWhole(order.path));
  const database = createDatabase({ url: order.url, poolSize: 1 });
  const by: By = { personId: order.personId, now: new Date(), today: new Date().toISOString().slice(0, 10) };
  const as = <T>(work: Parameters<typeof database.withPerson<T>>[1]) => database.withPerson(order.personId, work);
  const upload = () =>
    as(async (tx) => {
      const bytes = readFileSync(order.path);
      const { kind, jurisdictionId } = order;
      const options = { year: 2026, level: order.name };
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const projectId = kind === 'catalogue' ? order.projectId : null;
      return openBatch(tx, { kind, jurisdictionId, projectId, options, name: 'bench.xlsx', sha256, bytes }, by);
    });
  try {
    // Connections are there when somebody uploads.
    await as((tx) => tx.jurisdiction.count());
    if (order.side === 'upload to report') return await timedTwice(upload);
    const { batch, report } = await upload();
    if (!report.writable) throw new Error(JSON.stringify(report.problems.slice(0, 3)));
    const { create, link, change } = report.counts;
    return await timed(() => as((tx) => writeBatch(tx, batch.id, { create, link, change }, by)));
  } finally {
    await database.close();
  }
}

async function timedTwice(work: () => Promise<unknown>): Promise<Figures> {
  const first = await timed(work);
  return { ...first, again: (await timed(work)).processor };
}

async function timed(work: () => Promise<unknown>): Promise<Figures> {
  const before = process.memoryUsage().rss;
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(used);
  return {
    seconds,
    processor: (user + system) / 1e6,
    again: null,
    peakMb: process.resourceUsage().maxRSS / 1024,
    beforeMb: before / 1024 ** 2,
  };
}

if (require.main === module) {
  run(JSON.parse(process.argv[2]!)).then(
    (figures) => console.log(JSON.stringify(figures)),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
