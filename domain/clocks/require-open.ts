import { Refusal } from '../errors';
import type { ClockRow } from './clock-row';

/** Refuses `CLOCK_STOPPED`: a stopped clock never moves again. */
export function requireOpen({ id, kind, state }: ClockRow): void {
  if (state === 'stopped') throw new Refusal('CLOCK_STOPPED', { field: 'state', value: state, clock: id, kind });
}
