import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { temporal } from '@temporalio/proto';
import { projectPath } from '../../activities/project-root';
import type { WorkflowRun } from './workflow-runs';

/** Histories as gzipped protobuf, a folder a recording: what is there stays, for what has run once must go on running. */
const FOLDER = projectPath('tests', 'replay', 'histories');

const { History } = temporal.api.history.v1;

export interface StoredHistory {
  /** `<recording>/<life>-<number of the run>-<workflow>`. */
  name: string;
  workflowId: string;
  history: temporal.api.history.v1.IHistory;
}

/** Every stored history, the oldest recording first. */
export function storedHistories(): StoredHistory[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bin.gz'))
    .sort()
    .map((name) => {
      const history = History.decode(gunzipSync(readFileSync(join(FOLDER, name))));
      const started = history.events[0]?.workflowExecutionStartedEventAttributes;
      return { name: name.replace('.bin.gz', ''), workflowId: started?.workflowId ?? '', history };
    });
}

/** One run as it is stored. */
type Recorded = Pick<WorkflowRun, 'workflowId' | 'history'> & { kind: string };

/** Stores the runs of some lives as another recording. @returns its folder */
export function storeHistories(lives: Readonly<Record<string, readonly Recorded[]>>): string {
  mkdirSync(FOLDER, { recursive: true });
  const folder = join(FOLDER, String(readdirSync(FOLDER).length + 1));
  mkdirSync(folder);
  for (const [life, runs] of Object.entries(lives)) {
    const plain = plainly();
    for (const [at, { kind, workflowId, history }] of runs.entries()) {
      // The server that skips time leaves it out, and a workflow may go by its id.
      Object.assign(history.events?.[0]?.workflowExecutionStartedEventAttributes ?? {}, { workflowId });
      const number = String(at + 1).padStart(2, '0');
      const bytes = History.encode(plain(history)).finish();
      writeFileSync(join(folder, `${life}-${number}-${kind}.bin.gz`), gzipSync(bytes, { level: 9 }));
    }
  }
  return folder;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Copies histories with ids numbered in the order in which they first appear, and without the machine they were made on. */
function plainly() {
  const numbers = new Map<string, string>();
  const numbered = (text: string) =>
    text.replace(UUID, (id) => {
      const known = numbers.get(id) ?? `00000000-0000-4000-8000-${String(numbers.size + 1).padStart(12, '0')}`;
      numbers.set(id, known);
      return known;
    });
  function copy(value: unknown, field = ''): unknown {
    if (typeof value === 'string') return field === 'identity' || field === 'stackTrace' ? '' : numbered(value);
    if (value instanceof Uint8Array) return Buffer.from(numbered(Buffer.from(value).toString('latin1')), 'latin1');
    if (Array.isArray(value)) return value.map((one) => copy(one));
    if (value === null || typeof value !== 'object' || isNumber(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one, name)]));
  }
  return <T>(history: T) => copy(history) as T;
}

/** protobufjs keeps 64-bit numbers as objects. */
const isNumber = (value: object) => 'low' in value && 'high' in value;
