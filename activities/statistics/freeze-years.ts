import { yearOf } from '../../domain/calendar/local-date';
import { localDateOf } from '../../domain/calendar/local-time';
import { type Clock, processTime } from '../clock';
import type { Tx } from '../database/database';
import { withAllBelow } from '../people/with-all-below';
import { freezeYear } from './freeze-year';

/**
 * Freezes the years that are over and had a plan, of every bureau that has not done so, each in a transaction of its own. The
 * first morning of a year does it.
 */
export async function freezeYears(
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  clock: Clock,
): Promise<void> {
  const plans = await transaction(async (tx) => {
    const { now } = await processTime(tx, clock);
    const today = localDateOf(now.toISOString());
    const fixed = await tx.annualPlan.findMany({
      where: { fixedOn: { not: null }, year: { lt: yearOf(today) } },
      orderBy: [{ year: 'asc' }, { jurisdiction: { code: 'asc' } }],
      select: { jurisdictionId: true, year: true },
    });
    const frozen = await tx.frozenYear.findMany({ select: { jurisdictionId: true, year: true } });
    const done = new Set(frozen.map(({ jurisdictionId, year }) => `${jurisdictionId} ${year}`));
    return fixed
      .filter(({ jurisdictionId, year }) => !done.has(`${jurisdictionId} ${year}`))
      .map((plan) => ({ ...plan, today, now }));
  });
  for (const plan of plans) {
    await transaction(async (tx) => {
      const bureaus = await withAllBelow(tx, [plan.jurisdictionId]);
      await freezeYear(tx, { ...plan, bureaus }, null);
    });
  }
}
