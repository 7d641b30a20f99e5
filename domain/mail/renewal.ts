import type { ClockRow } from '../clocks/clock-row';
import { isBeforeDue } from '../clocks/step-moment';
import { checkMessage, type MessageKind } from './message-kind';

/**
 * What to say instead of a message whose clock has got another due date: the same with the new date. Null when nothing is
 * to be said: the clock no longer runs, or it will remind of the new date by itself.
 */
export function renewedMessage(kind: MessageKind, data: object, clock: ClockRow): object | null {
  const reminds = clock.steps.some(({ state, at }) => state === 'pending' && isBeforeDue(at));
  if (clock.state !== 'running' || clock.due === null || reminds) return null;
  return checkMessage(kind, { ...data, due: clock.due });
}
