import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, Refusal, type RefusalDetails } from '../../../domain/errors';
import { columnNames } from '../../../domain/import/column-names';
import type { ImportKindId, Located } from '../../../domain/import/kind';
import { KIND_DEFINITIONS } from '../../../domain/import/kinds/index';
import { type FileReading, readFile } from './read-file';

/** What the thread is told. */
export interface ReadOrder {
  kind: ImportKindId;
  name: string;
  bytes: Uint8Array;
  /** Of days that name none. */
  year?: number;
  /** Headings by field, as they ship and as the bureau learned them. */
  shipped: Record<string, readonly string[]>;
  learned: readonly { name: string; field: string | null }[];
}

/** What the thread says: records as they are read, then how it understood the file, or why it is refused. */
export type ReadMessage =
  | { records: Located<unknown>[] }
  | { reading: FileReading }
  | { refusal: { code: ErrorCode; details: RefusalDetails } };

const say = (message: ReadMessage): void => parentPort!.postMessage(message);

const { kind, name, bytes, year, shipped, learned } = workerData as ReadOrder;
try {
  const names = columnNames(shipped, learned);
  say({ reading: readFile({ bytes, name, year }, KIND_DEFINITIONS[kind], names, (records) => say({ records })) });
} catch (error) {
  // Anything else may hold what the file says, and is told without it.
  const { code, details } =
    error instanceof Refusal
      ? error
      : new Refusal('FILE_TYPE_NOT_ALLOWED', { field: 'file', allowed: ['xlsx', 'csv'] });
  say({ refusal: { code, details } });
}
