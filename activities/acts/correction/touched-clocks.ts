import { isLocalDate } from '../../../domain/calendar/local-date';
import type { ClockFact } from '../../../domain/clocks/clock-kind';
import type { ClockBase, ClockRow } from '../../../domain/clocks/clock-row';
import type { ClockBases } from '../../../domain/clocks/start-clock';
import { openClocks } from '../../clocks/clock-rows';
import { moveClocks } from '../../clocks/run-clocks';
import { tellIfNearer } from '../../clocks/tell-if-nearer';
import type { ActContext, ProcessContext } from '../../process/process-context';
import { CLOCK_FACT_OF, recordDate } from '../../projects/project-dates';
import type { CorrectionContent } from './apply-correction';

/** Open clocks that count from this day: what corrects it moves them, whether or not the officer names them. */
export async function clocksCounting(ctx: ProcessContext, day: unknown): Promise<string[]> {
  if (!isLocalDate(day)) return [];
  const clocks = await openClocks(ctx);
  return clocks.filter((clock) => basesOn(clock, day).length > 0).map(({ id }) => id);
}

/**
 * A corrected date moves the clocks that counted from it. One that has passed stays passed: the correction names it, and
 * that is its annotation.
 */
export async function moveTouchedClocks(
  ctx: ActContext,
  { clocks, oldValue, newValue, reason }: Pick<CorrectionContent, 'clocks' | 'oldValue' | 'newValue' | 'reason'>,
): Promise<void> {
  if (!isLocalDate(oldValue) || !isLocalDate(newValue)) return;
  const touched = (await openClocks(ctx)).filter(({ id }) => clocks.includes(id));
  await correctDates(ctx, touched, oldValue, newValue);
  for (const clock of touched) {
    if (clock.ends !== null && clock.ends <= ctx.now.toISOString()) continue;
    const bases: ClockBases = {};
    for (const [fact, { givenOn: _, ...base }] of basesOn(clock, oldValue)) bases[fact] = { ...base, value: newValue };
    await moveClocks(ctx, clock.kind, bases, clock.subject);
    const moved = (await openClocks(ctx, clock.kind, clock.subject)).find(({ id }) => id === clock.id);
    if (moved && moved.due !== clock.due) await tellIfNearer(ctx, moved, clock.due, reason);
  }
}

/** The project's own dates say the same from now on. */
async function correctDates(ctx: ActContext, clocks: readonly ClockRow[], from: string, to: string): Promise<void> {
  for (const kind of ['construction_start', 'completion'] as const) {
    const base = clocks.map(({ bases }) => bases[CLOCK_FACT_OF[kind]]).find((each) => each?.value === from);
    if (!base) continue;
    const { givenOn: _, ...date } = base;
    await recordDate(ctx, kind, { ...date, value: to });
  }
}

const basesOn = ({ bases }: ClockRow, day: string): [ClockFact, ClockBase][] =>
  (Object.entries(bases) as [ClockFact, ClockBase][]).filter(([, base]) => base.value === day);
