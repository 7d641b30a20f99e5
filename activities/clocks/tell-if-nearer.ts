import { CLOCK_KINDS, type ClockParty } from '../../domain/clocks/clock-kind';
import type { ClockRow } from '../../domain/clocks/clock-row';
import { tell } from '../mail/enqueue';
import { projectPath } from '../mail/paths';
import { word } from '../mail/words';
import { ownersOf } from '../people/recipients';
import type { ProcessContext } from '../process/process-context';

/** The owner hears of a deadline that came nearer; of one that moved later, or of the bureau's own, nobody does. */
export async function tellIfNearer(
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
