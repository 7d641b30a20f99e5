import type { LocalDate } from '../../../domain/calendar/local-date';
import { actualDay } from '../../../domain/calendar/partial-date';
import type { ProcessContext } from '../../process/process-context';
import { recordDate } from '../../projects/project-dates';
import { settleReceivers } from './settle-receivers';

/** Completion acceptance was held: the term to hand over begins for each receiver. */
export async function beginHandOver(ctx: ProcessContext, heldOn: LocalDate): Promise<void> {
  await recordDate(ctx, 'completion_acceptance', actualDay(heldOn));
  await settleReceivers(ctx);
}
