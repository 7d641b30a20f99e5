import { lastDayOf, type PartialDate } from '../calendar/partial-date';

/**
 * Whether a list's date says something else than the one that is known. A date that has come to pass is not changed by a plan, nor
 * an exact one by a vague one that holds it: 2026年 says nothing against 2026年10月.
 */
export function saysAnew(known: PartialDate | null, listed: PartialDate | null): listed is PartialDate {
  if (!listed || known?.kind === 'actual') return false;
  if (!known) return true;
  const [from, to] = spanOf(listed);
  return !(from <= known.value && lastDayOf(known).date <= to);
}

/** First and last day of what a date of some precision stands for. */
function spanOf(date: PartialDate): [string, string] {
  const { value, precision } = date;
  const year = value.slice(0, 4);
  const { date: last } = lastDayOf(date);
  const first = {
    day: value,
    month: `${value.slice(0, 7)}-01`,
    'half-year': `${year}-${last.endsWith('06-30') ? '01' : '07'}-01`,
    year: `${year}-01-01`,
  }[precision];
  return [first, last];
}
