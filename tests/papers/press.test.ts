import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PaperOrder } from '../../activities/papers/press/paper-order';
import { setPapers } from '../../activities/papers/press/press';
import { Refusal } from '../../domain/errors';

const order = { document: {}, format: 'pdf', origin: '' } as unknown as PaperOrder;

/** The processes of the press that this one started. */
function presses(): number[] {
  const rows = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', `${process.pid}`], { encoding: 'utf8' }).split('\n');
  return rows.filter((row) => row.includes('press-process')).map((row) => Number.parseInt(row, 10));
}

test('a press that somebody else ends is no fault of the paper: it is tried again', async () => {
  const setting = setPapers([order]);
  let running: number[] = [];
  while (running.length === 0) {
    await sleep(5);
    running = presses();
  }
  for (const pid of running) process.kill(pid, 'SIGKILL');
  const [set] = await setting;
  expect(set).toBeInstanceOf(Error);
  expect(set).not.toBeInstanceOf(Refusal);
});
