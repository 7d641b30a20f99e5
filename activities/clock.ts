import type { Tx } from './database/database';

/** The machine's clock, or in a test the test server's; injected because rules never read one themselves. */
export interface Clock {
  now(): Date;
}

/** When it is, for everything that rules and papers say, and which generation of workflows is in force. */
export interface ProcessTime {
  now: Date;
  practice: boolean;
  generation: number;
}

/** Practice installations live on the time they were told; real ones on the machine's. */
export async function processTime(tx: Tx, clock: Clock): Promise<ProcessTime> {
  const { mode, practiceNow, generation } = await tx.installation.findUniqueOrThrow({ where: { id: 1 } });
  const practice = mode === 'practice';
  if (practice && !practiceNow) throw new Error('A practice installation has no practice time');
  return { now: practice && practiceNow ? practiceNow : clock.now(), practice, generation };
}
