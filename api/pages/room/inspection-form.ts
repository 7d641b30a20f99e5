import type { z } from 'zod';
import type { inspectVolumes } from '../../../activities/acts/inspection/inspect-volumes';
import type { Sent } from '../page';
import { text } from '../page';
import type { FieldTrouble } from '../trouble';
import type { Words } from '../words';
import type { Volume } from './room';

/** What a member found, as he wrote it: a kind from the list, where it is to be seen, how grave. */
export interface Row {
  number: number;
  code: string;
  evidence: string;
  severity: string;
  /** Hashes of the photos of the place. */
  photos: string[];
}

export type Verdict = '' | 'ok' | 'found';

/** One volume on the member's table, or what is about none of them. */
export interface Inspected {
  /** Before the names of its inputs. */
  name: string;
  verdict: Verdict;
  rows: Row[];
}

type Contents = z.input<typeof inspectVolumes.body>;
type Findings = NonNullable<Contents['findings']>;

/** Before the inputs of findings about no volume. @param paperOf the seat whose paper is entered; null: one's own */
export const generalOf = (paperOf: string | null): string => (paperOf ? `g-${paperOf}` : 'g');

export const nameOf = ({ id }: Pick<Volume, 'id'>): string => `v.${id}`;

/** What a form, or the draft of one, says under a name; with a row more than are filled in. */
export function readInspected(sent: Sent, name: string): Inspected {
  const numbers = Object.keys(sent).flatMap((each) =>
    each.startsWith(`${name}.`) ? rowOf(each.slice(name.length)) : [],
  );
  const count = Math.max(0, ...numbers.map((each) => each + 1), Number(text(sent, `${name}.rows`)) || 0);
  const rows = Array.from({ length: Math.max(count, 1) }, (_, number) => ({
    number,
    code: text(sent, `${name}.${number}.code`),
    evidence: text(sent, `${name}.${number}.evidence`).trim(),
    severity: text(sent, `${name}.${number}.severity`),
    photos: photosOf(sent, photosField(`${name}.${number}`)),
  }));
  return { name, verdict: text(sent, `${name}.verdict`) as Verdict, rows };
}

/** The field that keeps the photos of a row, their hashes parted by blanks. */
export const photosField = (row: string): string => `${row}.photos`;

export const photosOf = (sent: Sent, field: string): string[] => text(sent, field).split(' ').filter(Boolean);

const rowOf = (rest: string): number[] => {
  const [, row] = /^\.(\d+)\.\w+$/.exec(rest) ?? [];
  return row === undefined || Number(row) >= MOST_ROWS ? [] : [Number(row)];
};

/** Of one volume; the act takes no more. */
const MOST_ROWS = 100;

/** Volumes with a verdict as the act takes them, and what is wrong beside each input. */
export function inspectionOf(volumes: readonly Volume[], sent: Sent, words: Words, generalName: string) {
  const faults: FieldTrouble[] = [];
  const inspected = volumes.map((volume) => ({ volume, ...readInspected(sent, nameOf(volume)) }));
  const decided = inspected.filter(({ verdict }) => verdict !== '');
  for (const { verdict, name, rows, volume } of decided) {
    faults.push(...faultsOf(name, rows, words));
    if (verdict === 'found' && filled(rows).length === 0) {
      const volumeName = volume.code ?? words.t('room.classified', { n: volume.ordinal });
      faults.push({ field: `${name}.0.code`, text: words.t('room.finding-missing', { volume: volumeName }) });
    }
  }
  const general = readInspected(sent, generalName).rows;
  faults.push(...faultsOf(generalName, general, words));
  const contents: Contents = {
    volumes: decided.map(({ volume, verdict, rows }) => ({
      itemId: volume.id,
      findings: verdict === 'found' ? findingsOf(rows) : [],
    })),
    findings: findingsOf(general),
  };
  return { contents, decided, general: filled(general), faults };
}

const filled = (rows: readonly Row[]): Row[] =>
  rows.filter(({ code, evidence, photos }) => code !== '' || evidence !== '' || photos.length > 0);

function findingsOf(rows: readonly Row[]): Findings {
  return filled(rows).map(({ code, evidence, severity, photos }) => ({
    code,
    evidence,
    photos,
    severity: (severity || undefined) as Findings[number]['severity'],
  }));
}

function faultsOf(name: string, rows: readonly Row[], words: Words): FieldTrouble[] {
  return filled(rows).flatMap(({ number, code, evidence }) => [
    ...(code === '' ? [{ field: `${name}.${number}.code`, text: words.t('room.finding-kind-missing') }] : []),
    ...(evidence === '' ? [{ field: `${name}.${number}.evidence`, text: words.t('room.evidence-missing') }] : []),
  ]);
}
