import { isLocalDate, type LocalDate } from '../../domain/calendar/local-date';
import { localDateOf, localTimeOf } from '../../domain/calendar/local-time';
import type { Words } from './words';

/** What of a clock says how it looks and what it is told as. */
export interface DeadlineFacts {
  due: LocalDate | null;
  tone: string;
  workingDaysLeft: number | null;
  provisional?: boolean;
  approximate?: boolean;
}

/** A deadline as `partials/deadline.hbs` shows it. */
export interface Deadline {
  due: LocalDate | null;
  date: string;
  left: string;
  look: 'over' | 'soon' | 'paused' | 'prov' | 'plain';
}

const WAN_IN_YI = 10_000;

/** Dates, days left, amounts of money and numbers as people of one language write them; days are those of Asia/Shanghai. */
export class Format {
  readonly #day: Intl.DateTimeFormat;
  readonly #weekday: Intl.DateTimeFormat;
  readonly #shortDay: Intl.DateTimeFormat;

  constructor(private readonly words: Words) {
    // A local date is read as midnight UTC and written in UTC, so no zone can shift it.
    const zone = { timeZone: 'UTC' } as const;
    const locale = words.locale === 'en' ? 'en-GB' : 'zh-CN';
    this.#day = new Intl.DateTimeFormat(locale, { ...zone, dateStyle: 'long' });
    this.#weekday = new Intl.DateTimeFormat(locale, { ...zone, weekday: 'long' });
    this.#shortDay = new Intl.DateTimeFormat(locale, { ...zone, month: 'long', day: 'numeric' });
  }

  /** `2026年11月23日` of a local date or of an instant. */
  date(moment: string): string {
    return this.#day.format(midnight(moment));
  }

  /** `11月23日`, where the year is plain. */
  shortDate(date: LocalDate): string {
    return this.#shortDay.format(midnight(date));
  }

  /** `星期一`. */
  weekday(moment: string): string {
    return this.#weekday.format(midnight(moment));
  }

  /** `11月20日 11:26`, with the year when it is not that of today. */
  moment(instant: string, today: LocalDate): string {
    const date = localDateOf(instant);
    const day = date.slice(0, 4) === today.slice(0, 4) ? this.#shortDay.format(midnight(date)) : this.date(date);
    return `${day} ${localTimeOf(instant).replace(/^0/, '')}`;
  }

  /** A day and its time as an input holds them, `2026-04-07T10:00`. */
  localTime(value: string): string {
    const [date = '', time = ''] = value.split('T');
    return `${this.date(date)} ${time}`;
  }

  /** A date as exact as it is known: `2026年11月`, `2026年下半年`. */
  partialDate(value: LocalDate, precision: string): string {
    if (precision === 'day') return this.date(value);
    const [year, month] = value.split('-').map(Number) as [number, number];
    if (precision === 'month')
      return this.words.t('date.month', { year: String(year), month, name: this.#month(value) });
    const half = month <= 6 ? 'first' : 'second';
    return this.words.t(precision === 'half-year' ? `date.${half}-half` : 'date.year', { year: String(year) });
  }

  #month(value: LocalDate): string {
    return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' }).format(midnight(value));
  }

  /** `10,000`. */
  count(value: number): string {
    return new Intl.NumberFormat(this.words.locale, { maximumFractionDigits: 4 }).format(value);
  }

  /** `15.38%`. @param share from 0 to 1 */
  percent(share: number): string {
    const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    return new Intl.NumberFormat(this.words.locale, { style: 'percent', ...digits }).format(share);
  }

  /** `53.00亿元` from 10,000 万元 on, below that `8,600万元`. @param wan in 万元 */
  money(wan: number): string {
    if (wan < WAN_IN_YI) return this.words.t('money.wan', { n: wan, millions: this.count(wan / 100) });
    return this.words.t('money.yi', { yi: (wan / WAN_IN_YI).toFixed(2), millions: this.count(wan / 100) });
  }

  deadline(facts: DeadlineFacts): Deadline {
    const { due } = facts;
    return {
      due,
      date: due ? this.date(due) : this.words.t('deadline.unknown'),
      left: this.#left(facts),
      look: lookOf(facts),
    };
  }

  #left({ tone, workingDaysLeft: days, provisional, approximate }: DeadlineFacts): string {
    if (days === null) return tone === 'stopped' ? this.words.t('deadline.stopped') : '';
    if (tone === 'today') return this.words.t('deadline.today');
    if (tone === 'paused') return this.words.t('deadline.paused', { n: days });
    if (tone === 'overdue')
      return days === 0 ? this.words.t('deadline.over-today') : this.words.t('deadline.over', { n: -days });
    const left = this.words.t(approximate || provisional ? 'deadline.about' : 'deadline.left', { n: days });
    return provisional ? this.words.t('deadline.provisional', { left }) : left;
  }
}

function lookOf({ tone, provisional, approximate }: DeadlineFacts): Deadline['look'] {
  if (tone === 'overdue') return 'over';
  if (tone === 'today' || tone === 'near') return 'soon';
  if (tone === 'paused') return 'paused';
  return provisional || approximate ? 'prov' : 'plain';
}

const midnight = (moment: string): Date => new Date(`${isLocalDate(moment) ? moment : localDateOf(moment)}T00:00:00Z`);
