import { isLocalDate } from '../../../domain/calendar/local-date';
import type { ClockFact } from '../../../domain/clocks/clock-kind';
import type { ClockBase, ClockRow } from '../../../domain/clocks/clock-row';
import type { ClockBases } from '../../../domain/clocks/start-clock';
import type { Scalar } from '../../../domain/lifecycle/correctable';
import { openClocks } from '../../clocks/clock-rows';
import { moveClocks } from '../../clocks/run-clocks';
import { tellIfNearer } from '../../clocks/tell-if-nearer';
import type { ActContext, ProcessContext } from '../../process/process-context';
import type { CorrectionContent } from './apply-correction';

/** The record's dates by the fact that clocks know them by. */
const RECORDED: Partial<Record<string, ClockFact>> = {
  constructionStart: 'constructionStart',
  completion: 'plannedCompletion',
  completionHeld: 'completionHeld',
};

/**
 * Open clocks that count from this day: what corrects it moves them, whether or not the officer names them. Those that
 * count from a date of the project's record are moved by correcting the record alone.
 */
export async function clocksCounting(
  ctx: ProcessContext,
  { field, oldValue }: Pick<CorrectionContent, 'field' | 'oldValue'>,
): Promise<string[]> {
  const clocks = await openClocks(ctx);
  return clocks.filter((clock) => basesOn(clock, field, oldValue).length > 0).map(({ id }) => id);
}

/**
 * A corrected date moves the clocks that counted from it. One that has passed stays passed: the correction names it, and
 * that is its annotation.
 */
export async function moveTouchedClocks(
  ctx: ActContext,
  { field, oldValue, newValue, reason }: CorrectionContent,
): Promise<void> {
  if (!isLocalDate(newValue)) return;
  for (const clock of await openClocks(ctx)) {
    if (clock.ends !== null && clock.ends <= ctx.now.toISOString()) continue;
    const counted = basesOn(clock, field, oldValue);
    if (counted.length === 0) continue;
    const bases: ClockBases = {};
    for (const [fact, { givenOn: _, ...base }] of counted) bases[fact] = { ...base, value: newValue };
    await moveClocks(ctx, clock.kind, bases, clock.subject);
    const moved = (await openClocks(ctx, clock.kind, clock.subject)).find(({ id }) => id === clock.id);
    if (moved && moved.due !== clock.due) await tellIfNearer(ctx, moved, clock.due, reason);
  }
}

function basesOn({ bases }: ClockRow, field: string, day: Scalar): [ClockFact, ClockBase][] {
  const recorded = RECORDED[field];
  return (Object.entries(bases) as [ClockFact, ClockBase][]).filter(
    ([fact, base]) => base.value === day && (recorded ? fact === recorded : !Object.values(RECORDED).includes(fact)),
  );
}
