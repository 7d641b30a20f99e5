import { createHash, type Hash } from 'node:crypto';
import { Refusal } from '../../domain/errors';
import type { BagFault } from '../../domain/handover/bag-fault';
import { compareFiles } from '../../domain/handover/compare-files';
import { isSafe, parseManifest } from '../../domain/handover/parse-manifest';
import type { BagFile } from './bag-file';

/** Algorithms of manifests that are checked, those of RFC 8493 §2.4; SHA-256 is what a hand-over names. */
const ALGORITHMS = ['sha256', 'sha512'] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/** Bytes of a manifest that is held: half a million files. */
const LARGEST_TAG = 128 * 1024 * 1024;
const TAG_FILE = /^(?:bagit\.txt|bag-info\.txt|fetch\.txt|(?:tag)?manifest-(\w+)\.txt)$/;

export interface BagReport {
  /** A bag by RFC 8493; else a folder of files, with or without a manifest. */
  bag: boolean;
  files: number;
  bytes: number;
  /** Manifests that were there. */
  manifests: string[];
  /** SHA-256 of the SHA-256 manifest, by which a hand-over names it; null without one. */
  manifestSha256: string | null;
  faults: BagFault[];
  holds: boolean;
}

/** A report with the payload's files and their SHA-256. */
export interface CheckedBag {
  report: BagReport;
  payload: Map<string, string>;
  /** The SHA-256 manifest as it is. */
  manifest: string | null;
}

/**
 * Checks files against the manifests among them, reading each once: what was tampered with, is missing, extra or has another name. Held is a
 * hash a file and the manifests themselves.
 *
 * @throws Refusal FILE_TOO_LARGE for a manifest beyond all measure, and as the files' reader
 */
export async function checkBag(files: AsyncIterable<BagFile>): Promise<CheckedBag> {
  const hashes = new Map<Algorithm, Map<string, string>>(ALGORITHMS.map((name) => [name, new Map()]));
  const tags = new Map<string, string>();
  const faults: BagFault[] = [];
  const sizes = new Map<string, number>();
  for await (const { path, chunks } of files) {
    if (!isSafe(path)) faults.push({ code: 'unsafe_path', path });
    if (!chunks) {
      faults.push({ code: 'no_regular_file', path });
      continue;
    }
    const { size, digests, text } = await readWhole(chunks, TAG_FILE.test(path) ? path : null);
    if (text !== null) tags.set(path, text);
    sizes.set(path, size);
    for (const [name, digest] of digests) hashes.get(name)!.set(path, digest);
  }
  const bag = tags.has('bagit.txt');
  const isPayload = (path: string) => (bag ? path.startsWith('data/') : !TAG_FILE.test(path));
  const only = (all: ReadonlyMap<string, string>, keep: (path: string) => boolean) =>
    new Map([...all].filter(([path]) => keep(path)));
  const payload = only(hashes.get('sha256')!, isPayload);
  const bytes = [...payload.keys()].reduce((sum, path) => sum + sizes.get(path)!, 0);
  const manifests = [...tags.keys()].filter((path) => /^(?:tag)?manifest-/.test(path)).sort();
  if (bag) faults.push(...declarationFaults(tags), ...oxumFaults(tags, payload.size, bytes));
  const unfetched = fetchList(tags.get('fetch.txt'));
  for (const path of manifests) {
    const [, prefix, name] = /^(tag)?manifest-(\w+)\.txt$/.exec(path)!;
    const found = hashes.get(name as Algorithm);
    if (!found) continue;
    const listed = parseManifest(tags.get(path)!, path, bag && !prefix);
    faults.push(...listed.faults);
    const compared = compareFiles(
      listed.files,
      prefix ? only(found, (each) => listed.files.has(each)) : only(found, isPayload),
    );
    const tampered = compared.tampered.map((fault) => (prefix ? { ...fault, code: 'tag_tampered' as const } : fault));
    const others = compared.others.map((fault) =>
      fault.code === 'missing' && unfetched.has(fault.path) ? { ...fault, code: 'not_fetched' as const } : fault,
    );
    faults.push(...tampered, ...others);
  }
  if (!ALGORITHMS.some((name) => tags.has(`manifest-${name}.txt`))) {
    faults.push({ code: 'no_manifest', path: 'manifest-sha256.txt' });
  }
  const named = tags.has('manifest-sha256.txt') ? hashes.get('sha256')!.get('manifest-sha256.txt')! : null;
  const each = distinct(faults);
  const report = {
    bag,
    files: payload.size,
    bytes,
    manifests,
    manifestSha256: named,
    faults: each,
    holds: each.length === 0,
  };
  return { report, payload, manifest: tags.get('manifest-sha256.txt') ?? null };
}

async function readWhole(chunks: AsyncIterable<Uint8Array>, tag: string | null) {
  const running = new Map<Algorithm, Hash>(ALGORITHMS.map((name) => [name, createHash(name)]));
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    for (const hash of running.values()) hash.update(chunk);
    if (tag === null) continue;
    if (size > LARGEST_TAG) throw new Refusal('FILE_TOO_LARGE', { field: tag, value: size, allowed: LARGEST_TAG });
    kept.push(chunk.slice());
  }
  const digests = [...running].map(([name, hash]) => [name, hash.digest('hex')] as const);
  return { size, digests, text: tag === null ? null : Buffer.concat(kept).toString('utf8') };
}

/** RFC 8493 §2.1.1. */
function declarationFaults(tags: ReadonlyMap<string, string>): BagFault[] {
  const right = /^BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\s*$/i;
  return right.test(tags.get('bagit.txt')!.replace(/^\ufeff/, ''))
    ? []
    : [{ code: 'bad_declaration', path: 'bagit.txt' }];
}

/** RFC 8493 §2.2.2: octets and files of the payload. */
function oxumFaults(tags: ReadonlyMap<string, string>, files: number, bytes: number): BagFault[] {
  const [, octets, count] = /^Payload-Oxum:\s*(\d+)\.(\d+)\s*$/im.exec(tags.get('bag-info.txt') ?? '') ?? [];
  if (octets === undefined || (Number(octets) === bytes && Number(count) === files)) return [];
  return [{ code: 'counts_differ', path: 'bag-info.txt', found: `${bytes}.${files}` }];
}

/** Paths that a bag leaves to be fetched, RFC 8493 §2.2.3. */
function fetchList(text = ''): Set<string> {
  return new Set(text.split(/\r\n|\r|\n/).flatMap((line) => /^\S+\s+\S+\s+(.+)$/.exec(line)?.[1] ?? []));
}

/** Two manifests say the same of one file. */
function distinct(faults: readonly BagFault[]): BagFault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
