import type { Calendar } from '../../domain/calendar/calendar';
import { isLocalDate, type LocalDate, weekday } from '../../domain/calendar/local-date';
import { type Instant, localDateOf, localTimeOf } from '../../domain/calendar/local-time';
import { workingDaysBetween } from '../../domain/calendar/working-days';

type Moment = LocalDate | Instant;

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

const day = (date: LocalDate): string => {
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
};
const time = (instant: Instant): string => localTimeOf(instant).replace(/^0/, '');
const dayOf = (moment: Moment): LocalDate => (isLocalDate(moment) ? moment : localDateOf(moment));

/** `2026年11月23日`; an instant adds the time in Asia/Shanghai: `2026年11月23日17:30`. */
export const chineseDate = (moment: Moment): string =>
  isLocalDate(moment) ? day(moment) : `${day(localDateOf(moment))}${time(moment)}`;

/** What a deadline is told as: `2026年11月23日（含当日）前`, `2026年11月23日17:30前`. */
export const chineseDeadline = (due: Moment): string => `${chineseDate(due)}${isLocalDate(due) ? '（含当日）' : ''}前`;

/** `2026年12月9日（星期三）9:00至12:00`. */
export function chineseSpan(startsAt: Instant, endsAt: Instant): string {
  const date = localDateOf(startsAt);
  const end = localDateOf(endsAt) === date ? time(endsAt) : chineseDate(endsAt);
  return `${day(date)}（星期${WEEKDAYS[weekday(date) - 1]}）${time(startsAt)}至${end}`;
}

/** `还有3个工作日`, `今天到期` or `已超期2个工作日`; a count that rests on a year not announced yet is marked. */
export function chineseDaysLeft(due: Moment, now: Instant, calendar: Calendar): string {
  const today = localDateOf(now);
  const { days, provisional } = workingDaysBetween(calendar, today, dayOf(due));
  if (dayOf(due) === today) return '今天到期';
  const mark = provisional ? '（节假日安排公布前暂计）' : '';
  return days < 0 || dayOf(due) < today ? `已超期${Math.abs(days)}个工作日${mark}` : `还有${days}个工作日${mark}`;
}
