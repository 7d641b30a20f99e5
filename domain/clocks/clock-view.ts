import type { Calendar } from '../calendar/calendar';
import { type Instant, localDateOf, toInstant } from '../calendar/local-time';
import { type CountedDays, workingDaysBetween } from '../calendar/working-days';
import type { ClockRow } from './clock-row';
import type { ClockRule } from './clock-rule';
import { restingSince } from './pauses';

/** How a clock looks on a board, from 待定 to 超期. */
export type ClockTone = 'unknown' | 'stopped' | 'paused' | 'overdue' | 'today' | 'near' | 'normal';

export interface ClockView {
  tone: ClockTone;
  /** Working days left, negative when overdue; of a paused clock those it has left; null when unknown or stopped. */
  left: CountedDays | null;
}

/** What a page shows of a clock beside its date. `left` is provisional by itself: 暂定 goes with it. */
export function clockView(row: ClockRow, rule: ClockRule, calendar: Calendar, at: Instant): ClockView {
  if (row.state === 'stopped') return { tone: 'stopped', left: null };
  if (row.due === null || row.ends === null) return { tone: 'unknown', left: null };
  const today = localDateOf(at);
  const since = restingSince(row.pauses);
  const left = workingDaysBetween(calendar, since ?? today, row.due);
  if (since !== null) return { tone: 'paused', left };
  if (row.ends <= toInstant(at)) return { tone: 'overdue', left };
  if (row.due === today) return { tone: 'today', left };
  return { tone: left.days <= rule.near ? 'near' : 'normal', left };
}
