import { fromDayNumber, isLocalDate, type LocalDate } from '../calendar/local-date';
import type { DatePrecision } from '../calendar/partial-date';
import type { Cell } from './cell';
import { plain } from './text';

/** A day, month, half-year or year that a cell names, without saying whether it is planned or past. */
export interface WrittenDate {
  value: LocalDate;
  precision: DatePrecision;
}

/** Days of spreadsheets count from here; 60 of them is a day that never was, long before any project. */
const SERIAL_ZERO = -25_569;
/** Numbers that a date column may hold as days: 1954 to 2119. */
const SERIALS = { from: 20_000, to: 80_000 };

const CHINESE: Record<string, string> = Object.fromEntries(
  [...'〇一二三四五六七八九'].map((digit, n) => [digit, `${n}`]),
);

/**
 * A date as people write it: a date cell, the bare number of one, `2024.3`, `2024年3月15日`, `2024/3/15`, `20240315`, `二〇二四年三月`,
 * `2024年上半年`, `2024年底`. Null when it is none of these.
 */
export function parseDate({ text, number, date }: Cell): WrittenDate | null {
  if (date) return { value: date, precision: 'day' };
  if (number !== undefined && Number.isInteger(number) && number >= SERIALS.from && number <= SERIALS.to) {
    return { value: fromDayNumber(number + SERIAL_ZERO), precision: 'day' };
  }
  const written = westernDigits(plain(text)).replace(/[前]$/, '');
  const half = /^(\d{4})年?(上|下)半年$/.exec(written);
  if (half) return { value: `${half[1]}-${half[2] === '上' ? '06-30' : '12-31'}`, precision: 'half-year' };
  const year = /^(\d{4})年?(底|末|内)?$/.exec(written);
  if (year) return yearOk(year[1]!) ? { value: `${year[1]}-12-31`, precision: 'year' } : null;
  const parts =
    /^(\d{4})(?:年|[-./])(\d{1,2})(?:(?:月|[-./])(?:(\d{1,2})日?)?)?(?:t?00:00(?::00)?)?$/.exec(written) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (!parts || !yearOk(parts[1]!)) return null;
  const [, y, m, d] = parts;
  const value = `${y}-${m!.padStart(2, '0')}-${(d ?? '01').padStart(2, '0')}`;
  return isLocalDate(value) ? { value, precision: d ? 'day' : 'month' } : null;
}

const yearOk = (year: string): boolean => year >= '1900' && year <= '2199';

/** 二〇二四年十一月二十三日 in digits: years digit by digit, months and days as numbers. */
function westernDigits(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(/[零○]/g, '〇')
    .replace(/([一二三]?)十([一二三四五六七八九]?)/g, (_, tens: string, ones: string) =>
      String((tens ? Number(CHINESE[tens]) : 1) * 10 + (ones ? Number(CHINESE[ones]) : 0)),
    )
    .replace(/[〇一二三四五六七八九]/g, (digit) => CHINESE[digit]!);
}
