import { atLocalTime, type Instant } from '../../../domain/calendar/local-time';
import { toLocalDate } from '../../database/dates';
import type { ProcessContext } from '../../process/process-context';

export interface Session {
  startsAt: Instant;
  endsAt: Instant;
}

/** The half-days of a meeting as mails and calendars show them. */
export function sessionsOf(
  ctx: Pick<ProcessContext, 'rules'>,
  halfDays: readonly { date: Date; half: 'morning' | 'afternoon' }[],
): Session[] {
  return halfDays.map(({ date, half }) => {
    const { from, to } = ctx.rules.body.meeting.hours[half];
    const day = toLocalDate(date);
    return { startsAt: atLocalTime(day, from), endsAt: atLocalTime(day, to) };
  });
}
