import { type Clock, processTime } from '../activities/clock';
import type { Database } from '../activities/database/database';
import { drawSchedule, type LotteryResult, type YearSchedule } from '../activities/plan/draw-schedule';
import { isLocalDate, yearOf } from '../domain/calendar/local-date';
import { localDateOf } from '../domain/calendar/local-time';

export interface PlanYearOptions {
  year?: number;
  /** Code of the jurisdiction whose plan it is; the one that is below no other unless told. */
  jurisdiction?: string;
  halfDays: number;
  /** `name,date,numbers`. */
  lottery?: string;
}

/** Draws up the schedule of an installation's plan as of today, in practice its own. @throws Error naming what is missing */
export async function planYear(
  database: Database,
  clock: Clock,
  { year, jurisdiction, halfDays, lottery }: PlanYearOptions,
): Promise<YearSchedule> {
  return database.snapshot(async (tx) => {
    const today = localDateOf((await processTime(tx, clock)).now.toISOString());
    const wanted = year ?? yearOf(today);
    const plan = await tx.annualPlan.findFirst({
      where: { year: wanted, jurisdiction: jurisdiction === undefined ? { parentId: null } : { code: jurisdiction } },
      select: { id: true },
    });
    if (!plan) throw new Error(`there is no acceptance plan of ${wanted}${jurisdiction ? ` in ${jurisdiction}` : ''}`);
    return drawSchedule(tx, plan.id, { today, halfDays, lottery: lottery === undefined ? null : resultOf(lottery) });
  });
}

function resultOf(text: string): LotteryResult {
  const [name, drawnOn, numbers] = text.split(',').map((part) => part.trim());
  if (!name || !isLocalDate(drawnOn) || !numbers) throw new Error(`--lottery ${text}: name,date,numbers`);
  const all = numbers.split('.').filter(Boolean).map(Number);
  return { name, drawnOn, numbers, count: all.length, maximum: Math.max(33, ...all) };
}
