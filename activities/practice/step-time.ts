import { addDays } from '../../domain/calendar/local-date';
import { atLocalTime, localDateOf } from '../../domain/calendar/local-time';
import { Refusal } from '../../domain/errors';
import { type Clock, processTime } from '../clock';
import type { Tx } from '../database/database';
import { workflowsOf } from '../process/workflows-of';

/** When digests are due, as the schedule of a real installation has it. */
const DIGEST_TIME = '08:30';

/** Where practice time came to, and what is due there. */
export interface PracticeStep {
  /** It is where it was to be moved to. */
  done: boolean;
  /** It was elsewhere before. */
  moved: boolean;
  workflowIds: string[];
  digests: boolean;
}

/**
 * Moves practice time to the next alarm or morning, at most to `to`, and names the workflows whose alarm is due then. Run
 * again for the same time it names those that have not rung yet.
 *
 * @throws Refusal NOT_PRACTICE in a real installation, TIME_NOT_LATER: practice time never goes back
 */
export async function stepTime(tx: Tx, clock: Clock, to: Date): Promise<PracticeStep> {
  await tx.$queryRaw`SELECT 1 FROM "Installation" WHERE id = 1 FOR UPDATE`;
  const time = await processTime(tx, clock);
  if (!time.practice) throw new Refusal('NOT_PRACTICE', { field: 'mode', value: 'real', allowed: 'practice' });
  if (to < time.now) {
    throw new Refusal('TIME_NOT_LATER', {
      field: 'to',
      value: to.toISOString(),
      allowed: `after ${time.now.toISOString()}`,
    });
  }
  const { _min } = await tx.clock.aggregate({ where: { nextAt: { not: null } }, _min: { nextAt: true } });
  const alarm = _min.nextAt?.getTime() ?? to.getTime();
  const stop = Math.min(alarm, nextMorning(time.now).getTime(), to.getTime());
  const now = new Date(Math.max(time.now.getTime(), stop));
  await tx.installation.update({ where: { id: 1 }, data: { practiceNow: now } });
  const due = await tx.clock.findMany({
    where: { nextAt: { lte: now } },
    distinct: ['projectId', 'workflow'],
    select: { projectId: true, workflow: true },
  });
  return {
    done: now.getTime() === to.getTime(),
    moved: now > time.now,
    workflowIds: await workflowsOf(tx, due, { ...time, now }),
    digests: now.getTime() === morningOf(now).getTime(),
  };
}

/** The time of digests on the day of an instant. */
function morningOf(instant: Date, days = 0): Date {
  return new Date(atLocalTime(addDays(localDateOf(instant.toISOString()), days), DIGEST_TIME));
}

function nextMorning(now: Date): Date {
  const today = morningOf(now);
  return today > now ? today : morningOf(now, 1);
}

/** Whether no alarm is overdue. */
export async function isSettled(tx: Tx, clock: Clock): Promise<boolean> {
  const { now } = await processTime(tx, clock);
  return (await tx.clock.count({ where: { nextAt: { lte: now } } })) === 0;
}
