import { compareDates, type LocalDate, laterOf } from '../calendar/local-date';
import type { ClockPause } from './clock-row';

export interface Rest {
  from: LocalDate;
  to: LocalDate | null;
}

/** Pauses joined where they overlap or touch, in order: a clock rests once, however many reasons there are. */
export function rests(pauses: readonly ClockPause[]): Rest[] {
  const joined: Rest[] = [];
  for (const { from, to } of [...pauses].sort((a, b) => compareDates(a.from, b.from))) {
    const last = joined.at(-1);
    if (last && (last.to === null || from <= last.to)) {
      last.to = last.to === null || to === null ? null : laterOf(last.to, to);
    } else joined.push({ from, to });
  }
  return joined;
}

/** The day since which the clock rests; null when it doesn't. */
export function restingSince(pauses: readonly ClockPause[]): LocalDate | null {
  const last = rests(pauses).at(-1);
  return last && last.to === null ? last.from : null;
}
