import { canonicalJson, toNfc } from '../crypto/canonical-json';
import { sha256Stream } from '../crypto/sha256';
import { Refusal } from '../errors';

/** One volume 案卷 as catalogues list it. Its title is never that of a classified one: those are only counted. */
export interface ListedVolume {
  /** Archival code 档号, unique in the catalogue. */
  code: string;
  title: string;
  pages: number;
  drawings: number;
  retention: 'permanent' | 'years30' | 'years10';
  phase: string;
  stratum: string;
  /** Whose archives it goes to; null: it stays with the owner. */
  receiver: string | null;
}

/** Classified volumes of one stratum. */
export interface ClassifiedStratum {
  stratum: string;
  count: number;
}

/**
 * The hash that freezes a catalogue: SHA-256 of the canonical JSON (RFC 8785) of its volumes by code and its classified
 * counts by stratum, both in byte order. Two catalogues with the same contents have the same hash, in whatever order they came.
 *
 * @throws Refusal VOLUME_DUPLICATE, STRATUM_DUPLICATE
 */
export function catalogueDigest(
  volumes: readonly ListedVolume[],
  classified: readonly ClassifiedStratum[] = [],
): string {
  const byCode = sortedBy(volumes, ({ code }) => code);
  const byStratum = sortedBy(classified, ({ stratum }) => stratum);
  refuseTwice(
    byCode.map(({ code }) => code),
    'VOLUME_DUPLICATE',
    'volumes.code',
  );
  refuseTwice(
    byStratum.map(({ stratum }) => stratum),
    'STRATUM_DUPLICATE',
    'classified.stratum',
  );
  // A volume at a time: the whole of 50,000 as one text takes a hundred times the room.
  const hash = sha256Stream();
  hash.add(`{"classified":${canonical(byStratum.map(({ stratum, count }) => [stratum, count]))},"volumes":[`);
  for (const [at, volume] of byCode.entries()) {
    const { code, title, pages, drawings, retention, phase, stratum, receiver } = volume;
    const row = canonical([code, title, pages, drawings, retention, phase, stratum, receiver]);
    hash.add(at === 0 ? row : `,${row}`);
  }
  hash.add(']}');
  return hash.hex();
}

const canonical = (value: unknown): string => canonicalJson(toNfc(value));

/** By UTF-16 code units, which no locale changes. */
function sortedBy<T>(list: readonly T[], key: (entry: T) => string): T[] {
  return [...list].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function refuseTwice(sorted: readonly string[], code: 'VOLUME_DUPLICATE' | 'STRATUM_DUPLICATE', field: string): void {
  const twice = sorted.find((entry, index) => index > 0 && entry === sorted[index - 1]);
  if (twice !== undefined) throw new Refusal(code, { field, value: twice, allowed: 'each once' });
}
