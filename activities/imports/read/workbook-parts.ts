import { type UnzipFileFilter, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { Refusal } from '../../../domain/errors';
import { expected } from '../../../domain/import/expected';

/** Megabytes that a workbook may unpack to, how many times its own size, and files in it: 50,000 rows are 22 MB at ratio 17. */
const UNPACKED_MB = 200;
const RATIO = 100;
const ENTRIES = 2_000;
/** A small file may be blown up by any factor: what it comes to is small as well. */
const RATIO_COUNTS_FROM = 10 * 1024 * 1024;

const WANTED =
  /^xl\/(?:workbook\.xml|styles\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/i;

/**
 * Unpacks what is read of a workbook, after a look at its directory: nothing is unpacked of one made to burst, and what the
 * directory understates is cut off there.
 *
 * @throws Refusal FILE_UNPACKS_TOO_LARGE, FILE_MACROS, FILE_TYPE_NOT_ALLOWED
 */
export function workbookParts(bytes: Uint8Array): Map<string, Uint8Array> {
  let unpacked = 0;
  let entries = 0;
  let macros = false;
  const count = ({ name, originalSize }: { name: string; originalSize: number }) => {
    unpacked += originalSize;
    entries += 1;
    macros ||= /vbaProject\.bin$/i.test(name);
    return false;
  };
  unzip(bytes, count);
  const bursting = unpacked > RATIO_COUNTS_FROM && unpacked > RATIO * bytes.length;
  if (unpacked > UNPACKED_MB * 1024 * 1024 || entries > ENTRIES || bursting) {
    throw new Refusal('FILE_UNPACKS_TOO_LARGE', { field: 'file', allowed: expected('unpacked_size', UNPACKED_MB) });
  }
  if (macros) throw new Refusal('FILE_MACROS', { field: 'file', allowed: 'xlsx' });
  const parts = new Map(Object.entries(unzip(bytes, ({ name }) => WANTED.test(name))));
  if (!parts.has('xl/workbook.xml')) throw notOne();
  return parts;
}

const notOne = () => new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: ['xlsx', 'csv'] });

function unzip(bytes: Uint8Array, filter: UnzipFileFilter) {
  try {
    return unzipSync(bytes, { filter });
  } catch {
    throw notOne();
  }
}

const CHUNK = 256 * 1024;

/** Hears an XML part from its beginning, by names without prefixes; the text of an element comes before its end. */
export interface XmlListener {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Parses a part piece by piece, and gives its caller a turn after each. @throws Refusal FILE_TYPE_NOT_ALLOWED */
export function* parseXml(part: Uint8Array, { open, text, close }: XmlListener): Generator<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  if (open) parser.on('opentag', ({ name, attributes }) => open(local(name), attributes));
  if (text) parser.on('text', text);
  if (close) parser.on('closetag', ({ name }) => close(local(name)));
  parser.on('error', () => {
    throw notOne();
  });
  const decoder = new TextDecoder('utf-8');
  for (let at = 0; at < part.length; at += CHUNK) {
    parser.write(decoder.decode(part.subarray(at, at + CHUNK), { stream: true }));
    yield;
  }
  parser.close();
}

/** What people's names for things are bound to is always the same here. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The same at once, for small parts. */
export function readXml(part: Uint8Array | undefined, listener: XmlListener): void {
  if (!part) return;
  for (const _ of parseXml(part, listener));
}
