import type { LocalDate } from '../../../domain/calendar/local-date';
import { actualDay } from '../../../domain/calendar/partial-date';
import { runClock } from '../../clocks/run-clocks';
import type { ProcessContext } from '../../process/process-context';
import { recordDate } from '../../projects/project-dates';
import { receiversOf } from './receivers';

/** Completion acceptance was held: the term to hand over begins for each receiver. */
export async function beginHandOver(ctx: ProcessContext, heldOn: LocalDate): Promise<void> {
  const held = actualDay(heldOn);
  await recordDate(ctx, 'completion_acceptance', held);
  for (const { organisationId } of await receiversOf(ctx)) {
    await runClock(ctx, { kind: 'hand_over', subject: organisationId, start: heldOn, bases: { completionHeld: held } });
  }
}
