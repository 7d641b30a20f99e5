import { isLocalDate } from '../../../domain/calendar/local-date';
import type { ClockFact } from '../../../domain/clocks/clock-kind';
import type { ClockBase, ClockRow } from '../../../domain/clocks/clock-row';
import type { ClockBases } from '../../../domain/clocks/start-clock';
import { openClocks } from '../../clocks/clock-rows';
import { moveClocks } from '../../clocks/run-clocks';
import { tellIfNearer } from '../../clocks/tell-if-nearer';
import type { ActContext, ProcessContext } from '../../process/process-context';
import type { CorrectionContent } from './correction-content';

type CorrectedDay = Pick<CorrectionContent, 'factId' | 'field' | 'oldValue'>;

/** The record's dates by the fact that clocks know them by. */
const RECORDED: Partial<Record<string, ClockFact>> = {
  constructionStart: 'constructionStart',
  completion: 'plannedCompletion',
  completionHeld: 'completionHeld',
};

/**
 * Open clocks that count from this day of the fact: what corrects it moves them, whether or not the officer names them. Those that
 * count from a date of the project's record are moved by correcting the record alone.
 */
export async function clocksCounting(ctx: ProcessContext, day: CorrectedDay): Promise<string[]> {
  const clocks = await openClocks(ctx);
  return clocks.filter((clock) => basesOn(clock, day).length > 0).map(({ id }) => id);
}

/**
 * A corrected date moves the clocks that counted from it. One that has passed stays passed: the correction names it, and
 * that is its annotation.
 */
export async function moveTouchedClocks(
  ctx: ActContext,
  { newValue, reason, ...day }: CorrectionContent,
): Promise<void> {
  if (!isLocalDate(newValue)) return;
  for (const clock of await openClocks(ctx)) {
    if (clock.ends !== null && clock.ends <= ctx.now.toISOString()) continue;
    const counted = basesOn(clock, day);
    if (counted.length === 0) continue;
    const bases: ClockBases = {};
    for (const [fact, { givenOn: _, ...base }] of counted) bases[fact] = { ...base, value: newValue };
    await moveClocks(ctx, clock.kind, bases, clock.subject);
    const moved = (await openClocks(ctx, clock.kind, clock.subject)).find(({ id }) => id === clock.id);
    if (moved && moved.due !== clock.due) await tellIfNearer(ctx, moved, clock.due, reason);
  }
}

/** A project's record is one, whichever fact stated it; any other day is that of its own fact. */
function basesOn({ bases }: ClockRow, { factId, field, oldValue }: CorrectedDay): [ClockFact, ClockBase][] {
  const recorded = RECORDED[field];
  return (Object.entries(bases) as [ClockFact, ClockBase][]).filter(
    ([fact, { value, statedBy }]) => value === oldValue && (recorded ? fact === recorded : statedBy === factId),
  );
}
