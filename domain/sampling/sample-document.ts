import type { LocalDate } from '../calendar/local-date';
import { toHex } from '../crypto/bytes';
import { canonicalBytes } from '../crypto/canonical-json';
import { compareBytes, sortByBytes } from '../crypto/compare-bytes';
import { merkleRoot } from '../crypto/merkle-root';
import type { RandomnessSource } from '../draw/randomness';
import { Refusal } from '../errors';
import { type SamplingSizeRule, type StratumSize, sampleSizes } from './sample-sizes';
import type { DrawingsRule, SamplingRule } from './sampling-rule';

/** More classified volumes than any archive has; a larger number would only keep everybody waiting. */
export const MOST_CLASSIFIED = 1_000_000;

/** Names the rules by which a document is read; a change of any of them is a new name. */
export const SAMPLE_ALGORITHM = 'dangyan-sample-1';

/** A volume as the sample sees it: never its title. */
export interface CatalogueVolume {
  /** Archival code 档号. */
  code: string;
  stratum: string;
  /** Drawing sheets in it. */
  drawings: number;
}

/** Everything that decides a sample but the randomness thrown in the room. */
export interface SampleDocument {
  algorithm: typeof SAMPLE_ALGORITHM;
  /** From the same numbers as panel draws. */
  number: number;
  subject: string;
  /** The day of the one sitting that this sample serves. */
  sitting: LocalDate;
  source: Extract<RandomnessSource, { kind: 'dice' }>;
  secretHash: string;
  /** Hash of the catalogue as frozen when the application was accepted. */
  catalogueSha256: string;
  rule: SamplingSizeRule & { drawings: DrawingsRule | null };
  strata: StratumSize[];
  /** Classified volumes per stratum, by number only. */
  classified: Record<string, number>;
  /** Items added by name, e.g. those that failed before; sorted by bytes. */
  named: string[];
  /** Sorted by the bytes of the codes. */
  volumes: CatalogueVolume[];
}

export interface FreezeSampleInput
  extends Pick<SampleDocument, 'number' | 'subject' | 'sitting' | 'secretHash' | 'catalogueSha256'> {
  rule: SamplingRule;
  volumes: readonly CatalogueVolume[];
  classified: Readonly<Record<string, number>>;
  named: readonly string[];
}

/** The item of the `ordinal`-th classified volume of a stratum; ordinals run from 1. */
export const classifiedItem = (stratum: string, ordinal: number): string => `classified/${stratum}/${ordinal}`;

/**
 * Freezes a sample. Codes are taken in NFC; the order of the input doesn't matter.
 *
 * @throws Refusal STRATUM_UNKNOWN, VOLUME_DUPLICATE, or VOLUME_UNKNOWN for a named item that the catalogue lacks
 */
export function freezeSample(input: FreezeSampleInput): SampleDocument {
  const { number, subject, sitting, secretHash, catalogueSha256, rule } = input;
  const document: SampleDocument = {
    algorithm: SAMPLE_ALGORITHM,
    number,
    subject,
    sitting,
    source: { kind: 'dice', count: rule.dice },
    secretHash,
    catalogueSha256,
    rule: {
      atLeast: rule.atLeast,
      percent: rule.percent,
      strata: rule.strata.map(({ code, floor }) => ({ code, floor })),
      drawings: rule.drawings,
    },
    strata: [],
    classified: { ...input.classified },
    named: sortByBytes([...new Set(input.named.map((id) => id.normalize('NFC')))], (id) => id),
    volumes: sortByBytes(
      input.volumes.map(({ code, stratum, drawings }) => ({ code: code.normalize('NFC'), stratum, drawings })),
      ({ code }) => code,
    ),
  };
  assertItems(document);
  document.strata = plannedSizes(document);
  return document;
}

/** The sizes that follow from a document's rule and catalogue. */
export function plannedSizes({ rule, volumes, classified }: SampleDocument): StratumSize[] {
  const listed = new Map<string, number>();
  for (const { stratum } of volumes) listed.set(stratum, (listed.get(stratum) ?? 0) + 1);
  return sampleSizes(
    rule,
    rule.strata.map(({ code }) => (listed.get(code) ?? 0) + (classified[code] ?? 0)),
  );
}

/**
 * Every volume can be drawn, and every named item is one.
 *
 * @throws Refusal STRATUM_UNKNOWN for a volume of a stratum that the rule hasn't, which would never be drawn
 * @throws Refusal VOLUME_DUPLICATE, VOLUME_UNKNOWN
 */
export function assertItems(document: SampleDocument): void {
  const { rule, volumes, classified } = document;
  const allowed = rule.strata.map(({ code }) => code);
  const used = [...volumes.map(({ stratum }) => stratum), ...Object.keys(classified)];
  const stranger = used.find((stratum) => !allowed.includes(stratum));
  if (stranger !== undefined) throw new Refusal('STRATUM_UNKNOWN', { field: 'stratum', value: stranger, allowed });
  const ids = sortByBytes(
    itemsOf(document).map(({ id }) => id),
    (id) => id,
  );
  const twice = ids.find((id, at) => at > 0 && compareBytes(ids[at - 1]!, id) === 0);
  if (twice !== undefined) throw new Refusal('VOLUME_DUPLICATE', { field: 'volumes', value: twice });
  const known = new Set(ids);
  const unknown = document.named.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Refusal('VOLUME_UNKNOWN', { field: 'named', value: unknown });
}

/** Something that can be fetched: a volume by its code, or a classified one by its ordinal. */
export interface CatalogueItem {
  id: string;
  stratum: string;
  drawings: number;
}

/** All items of a catalogue, volumes first. */
export function itemsOf({ volumes, classified }: SampleDocument): CatalogueItem[] {
  return [
    ...volumes.map(({ code, stratum, drawings }) => ({ id: code, stratum, drawings })),
    ...Object.entries(classified).flatMap(([stratum, count]) =>
      Array.from({ length: count }, (_, at) => ({ id: classifiedItem(stratum, at + 1), stratum, drawings: 0 })),
    ),
  ];
}

/**
 * Merkle root of a document, 32 bytes in hexadecimal. Leaves are canonical JSON: the document without its volumes, then
 * `{"volume":…}` for each volume in the order of the list.
 */
export function sampleRoot({ volumes, ...head }: SampleDocument): string {
  return toHex(merkleRoot([head, ...volumes.map((volume) => ({ volume }))].map(canonicalBytes)));
}
