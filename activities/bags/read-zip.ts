import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { Refusal } from '../../domain/errors';
import { expected } from '../../domain/import/expected';
import type { BagFile } from './bag-file';

/** Megabytes that a bag may unpack to, and its entries. */
const UNPACKED_MB = 4 * 1024;
const ENTRIES = 200_000;

/**
 * The files of a zip, as its bytes come; the folder that all of it is in, if it is, is left out. Nothing is unpacked to disk, and no
 * more is held than a piece.
 *
 * @throws Refusal FILE_TYPE_NOT_ALLOWED for no zip, FILE_UNPACKS_TOO_LARGE
 */
export async function* readZip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<BagFile> {
  const opened: { name: string; chunks: Uint8Array[]; done: boolean }[] = [];
  let failure: unknown = null;
  let unpacked = 0;
  let entries = 0;
  const unzip = new Unzip((file: UnzipFile) => {
    if (file.name.endsWith('/')) return;
    const entry = { name: file.name.replaceAll('\\', '/'), chunks: [] as Uint8Array[], done: false };
    opened.push(entry);
    entries += 1;
    file.ondata = (error, chunk, final) => {
      failure ??= error;
      if (chunk) {
        unpacked += chunk.length;
        entry.chunks.push(chunk);
      }
      entry.done = final;
      if (unpacked > UNPACKED_MB * 1024 ** 2 || entries > ENTRIES)
        failure ??= new Refusal('FILE_UNPACKS_TOO_LARGE', {
          field: 'file',
          allowed: expected('unpacked_size', UNPACKED_MB),
        });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const source = bytes[Symbol.asyncIterator]();

  /** Reads on. @returns whether there was more */
  async function pump(): Promise<boolean> {
    const { value, done } = await source.next();
    try {
      for (let at = 0; value && at < value.length; at += STEP) unzip.push(value.subarray(at, at + STEP), false);
      if (done) unzip.push(new Uint8Array(), true);
    } catch (error) {
      failure ??= error;
    }
    if (failure) throw failure instanceof Refusal ? failure : notOne();
    return !done;
  }

  async function* chunksOf(entry: (typeof opened)[number]): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = entry.chunks.shift();
      if (chunk) yield chunk;
      else if (entry.done) return;
      else if (!(await pump())) throw notOne();
    }
  }

  let first: string | null = null;
  for (;;) {
    const entry = opened.shift();
    if (!entry) {
      if (await pump()) continue;
      if (first === null && opened.length === 0) throw notOne();
      if (opened.length === 0) return;
      continue;
    }
    first ??= entry.name.includes('/') && !/^data\//.test(entry.name) ? `${entry.name.split('/')[0]}/` : '';
    const path = entry.name.startsWith(first) ? entry.name.slice(first.length) : entry.name;
    const chunks = chunksOf(entry);
    yield { path, chunks };
    // What the reader left is read to the end, so that the next file begins.
    for await (const _ of chunks);
  }
}

/** Packed bytes at once: a piece of zeros grows a thousandfold. */
const STEP = 16 * 1024;

const notOne = (): Refusal => new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: ['zip'] });
