import type { PartialDate } from '../../../domain/calendar/partial-date';
import { CLOCK_KIND_IDS, CLOCK_KINDS, type ClockFact, type ClockParty } from '../../../domain/clocks/clock-kind';
import type { ClockRow } from '../../../domain/clocks/clock-row';
import { openClocks } from '../../clocks/clock-rows';
import { moveClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { word } from '../../mail/words';
import { ownersOf } from '../../people/recipients';
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

async function tellIfNearer(
  ctx: ProcessContext,
  clock: ClockRow,
  formerDue: string | null,
  reason: string,
): Promise<void> {
  const { due, kind } = clock;
  const concerns: readonly ClockParty[] = CLOCK_KINDS[kind].concerns;
  if (due === null || formerDue === null || due > formerDue || !concerns.includes('owner')) return;
  const about = { what: word('clock', kind), reason, formerDue, due, link: projectPath(ctx.project.code) };
  await tell(ctx, 'deadline-moved', await ownersOf(ctx), { clock: clock.id, due }, about, { clock });
}
