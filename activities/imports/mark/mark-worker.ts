import { parentPort, workerData } from 'node:worker_threads';
import { type Mark, markCopy } from './mark-copy';

export interface MarkOrder {
  bytes: Uint8Array;
  marks: readonly Mark[];
  heading: string;
}

const { bytes, marks, heading } = workerData as MarkOrder;
void markCopy(bytes, marks, heading).then((copy) => parentPort!.postMessage(copy));
