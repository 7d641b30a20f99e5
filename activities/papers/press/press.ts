import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import pLimit from 'p-limit';
import { Refusal } from '../../../domain/errors';
import { projectPath } from '../../project-root';
import type { PaperOrder } from './paper-order';
import type { PressAnswer } from './press-process';

/** Compiled: a process does not start from TypeScript. */
const PROCESS = projectPath('dist', 'activities', 'papers', 'press', 'press-process.js');

/** A paper of 500 pages takes 4 s and 900 MB; what asks for more is no paper. */
const LONGEST_MS = 60_000;
const MOST_BYTES = 1.5e9;
const LOOK_EVERY_MS = 200;

/** Papers are set one after the other, so that many who ask at once don't fill the machine. */
const turn = pLimit(1);

/**
 * Sets papers in a process of its own, which ends with them: the compiler runs machine code that can be stopped in no other way,
 * and it keeps what it once took.
 *
 * @returns for each order its bytes, or what went wrong: a Refusal where the paper itself is to blame (PAPER_LETTER_MISSING;
 *   PAPER_TOO_LARGE when it takes too long or too much memory)
 */
export function setPapers(orders: readonly PaperOrder[]): Promise<(Uint8Array | Error)[]> {
  return turn(async () => {
    const set: (Uint8Array | Error)[] = [];
    let child: ChildProcess | undefined;
    try {
      for (const order of orders) {
        if (!child || hasEnded(child)) child = fork(PROCESS, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
        set.push(await ask(child, order));
      }
      return set;
    } finally {
      child?.kill('SIGKILL');
      if (child && !hasEnded(child)) await once(child, 'exit');
    }
  });
}

/** One paper. @throws as `setPapers` returns */
export async function setPaper(order: PaperOrder): Promise<Uint8Array> {
  const [set] = await setPapers([order]);
  if (set instanceof Error) throw set;
  return set!;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function ask(child: ChildProcess, order: PaperOrder): Promise<Uint8Array | Error> {
  let tooMuch = false;
  const stop = () => {
    tooMuch = true;
    child.kill('SIGKILL');
  };
  const watch = setInterval(() => memoryOf(child) > MOST_BYTES && stop(), LOOK_EVERY_MS);
  const tooLong = setTimeout(stop, LONGEST_MS);
  const ended = new AbortController();
  const onExit = () => ended.abort();
  try {
    child.once('exit', onExit);
    child.send(order);
    const [answer] = (await once(child, 'message', { signal: ended.signal })) as [PressAnswer];
    if ('bytes' in answer) return Buffer.from(answer.bytes, 'base64');
    return 'refusal' in answer ? new Refusal(answer.refusal.code, answer.refusal.details) : new Error(answer.failure);
  } catch (error) {
    if (!ended.signal.aborted) throw error;
    if (tooMuch) return new Refusal('PAPER_TOO_LARGE', { field: 'paper', allowed: 'a paper of ordinary size' });
    // Somebody else ended it, such as a machine that shuts down: the paper is not to blame, and is tried again.
    return new Error('The process that sets papers ended before it answered');
  } finally {
    child.off('exit', onExit);
    clearInterval(watch);
    clearTimeout(tooLong);
  }
}

/** Where the system tells it, as Linux does; elsewhere time alone is limited. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
