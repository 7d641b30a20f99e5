import type { ClockRow } from '../../../domain/clocks/clock-row';
import type { ProcessContext } from '../../process/process-context';

/** Tells those whom a clock concerns of its due date; `number` counts the reminders of the clock from 1. */
export type Reminder = (ctx: ProcessContext, clock: ClockRow & { due: string }, number: number) => Promise<void>;
