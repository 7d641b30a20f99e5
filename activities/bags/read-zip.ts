import { setImmediate as others } from 'node:timers/promises';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../../domain/errors';
import { expected } from '../../domain/import/expected';
import type { BagFile } from './bag-file';

/** What a zip of somebody else's may grow to. */
export interface ZipLimits {
  /** Megabytes of all that is in it. */
  unpackedMb: number;
  files: number;
}

const NONE: ZipLimits = { unpackedMb: Number.POSITIVE_INFINITY, files: Number.POSITIVE_INFINITY };

/**
 * The files of a zip, as its directory at the end lists them: what stands between them is never taken for a file, so one zip may hold
 * another. The folder that all of it is in, if it is, is left out. Nothing is unpacked to disk, and no more is held than the directory
 * and a piece.
 *
 * @param zip where it is, or its bytes
 * @throws Refusal FILE_TYPE_NOT_ALLOWED for no whole zip, FILE_UNPACKS_TOO_LARGE
 */
export async function* readZip(zip: string | Buffer, limits: ZipLimits = NONE): AsyncGenerator<BagFile> {
  const opened = await open(zip);
  try {
    const entries = await directory(opened, limits);
    const folder = /^[^/]+\//.exec(entries[0]?.name ?? '')?.[0] ?? '';
    const below = folder !== 'data/' && entries.every(({ name }) => name.startsWith(folder)) ? folder : '';
    for (const { name, entry } of entries) {
      const readable = entry.canDecodeFileData() && !isLink(entry);
      yield { path: name.slice(below.length), chunks: readable ? contents(opened, entry) : null };
    }
  } finally {
    opened.close();
  }
}

async function open(zip: string | Buffer): Promise<ZipFile> {
  const options = { autoClose: false, decodeStrings: false };
  return (typeof zip === 'string' ? openPromise(zip, options) : fromBufferPromise(zip, options)).catch(notOne);
}

async function directory(opened: ZipFile, { unpackedMb, files }: ZipLimits) {
  const entries: { name: string; entry: Entry }[] = [];
  let bytes = 0;
  try {
    for await (const entry of opened.eachEntry()) {
      const name = nameOf(entry);
      if (name.endsWith('/')) continue;
      entries.push({ name, entry });
      bytes += entry.uncompressedSize;
      if (bytes <= unpackedMb * 1024 ** 2 && entries.length <= files) continue;
      throw new Refusal('FILE_UNPACKS_TOO_LARGE', { field: 'file', allowed: expected('unpacked_size', unpackedMb) });
    }
  } catch (error) {
    notOne(error);
  }
  return entries;
}

/** General purpose flag of a name in UTF-8, and the extra field that holds it so (APPNOTE.TXT 4.4.4 and 4.6.9). */
const UTF8 = 0x800;
const UNICODE_PATH = 0x7075;

/** Where a zip doesn't say, its names are UTF-8 if they can be; else they are of a Chinese Windows. */
function nameOf({ generalPurposeBitFlag: flags, fileNameRaw: raw, extraFields }: Entry): string {
  const says = (flags & UTF8) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);
  const name = says ? getFileNameLowLevel(flags, raw, extraFields, false) : decoded(raw);
  return name.replaceAll('\\', '/');
}

function decoded(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('gb18030').decode(raw);
  }
}

/** A link, by the mode that a Unix gave it. */
const isLink = ({ versionMadeBy, externalFileAttributes: attributes }: Entry): boolean =>
  versionMadeBy >> 8 === 3 && ((attributes >>> 16) & 0o170000) === 0o120000;

/** A file that is damaged ends where it can't be read on: it has another hash then. */
async function* contents(opened: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of await opened.openReadStreamPromise(entry)) {
      yield piece;
      await others();
    }
  } catch (error) {
    // The disk's own trouble says nothing about the file.
    if (error instanceof Error && 'syscall' in error) throw error;
  }
}

/** What the disk says is told as it is; whatever else went wrong, the file is no zip. */
function notOne(error: unknown): never {
  if (error instanceof Refusal || (error instanceof Error && 'syscall' in error)) throw error;
  throw new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: ['zip'] });
}
