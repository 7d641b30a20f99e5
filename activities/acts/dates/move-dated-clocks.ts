import type { PartialDate } from '../../../domain/calendar/partial-date';
import { CLOCK_KIND_IDS, CLOCK_KINDS, type ClockFact } from '../../../domain/clocks/clock-kind';
import type { ClockRow } from '../../../domain/clocks/clock-row';
import { openClocks } from '../../clocks/clock-rows';
import { moveClocks } from '../../clocks/run-clocks';
import { tellIfNearer } from '../../clocks/tell-if-nearer';
import type { ProcessContext } from '../../process/process-context';

/**
 * Counts every clock that rests on a date anew from it. The owner hears of a deadline that came nearer; one that moved later
 * mails nobody, nor does one of the bureau's own.
 *
 * @returns the clocks whose due date changed
 */
export async function moveDatedClocks(
  ctx: ProcessContext,
  fact: ClockFact,
  date: PartialDate,
  reason: string,
): Promise<ClockRow[]> {
  const moved: ClockRow[] = [];
  for (const kind of CLOCK_KIND_IDS) {
    if (!(CLOCK_KINDS[kind].bases as readonly ClockFact[]).includes(fact)) continue;
    const before = await openClocks(ctx, kind);
    if (before.length === 0) continue;
    await moveClocks(ctx, kind, { [fact]: date });
    for (const clock of await openClocks(ctx, kind)) {
      const former = before.find(({ id }) => id === clock.id)?.due ?? null;
      if (clock.due === former) continue;
      moved.push(clock);
      await tellIfNearer(ctx, clock, former, reason);
    }
  }
  return moved;
}
