import type { LocalDate } from '../../calendar/local-date';
import { expected } from '../expected';
import type { KindDefinition } from '../kind';
import { parseDate } from '../parse-date';
import { parseDays } from '../parse-days';
import type { RowReader } from '../row-reader';

/** A line of a holiday notice: the days off of a holiday, and the weekend days worked in exchange for it. */
export interface HolidayLine {
  name: string | null;
  off: LocalDate[];
  work: LocalDate[];
}

const WORDS: Record<string, 'off' | 'work'> = {
  ...Object.fromEntries(
    ['放假', '休', '休假', '休息', '放假调休', '节假日', '法定节假日'].map((word) => [word, 'off']),
  ),
  ...Object.fromEntries(['上班', '班', '补班', '调休上班', '补休上班', '工作', '工作日'].map((word) => [word, 'work'])),
} as Record<string, 'off' | 'work'>;

/**
 * Holiday notice 节假日安排 of a year: a row a holiday, with its days off and the days worked in exchange, or a row a day that says
 * which it is.
 */
export const HOLIDAYS: KindDefinition<HolidayLine> = {
  id: 'holidays',
  fields: ['number', 'name', 'date', 'until', 'kind', 'work', 'count', 'note'],
  required: ['date'],
  key: 'date',
  identity: (row) => ({ field: 'date', key: `${row.raw('date')}/${row.raw('kind')}` }),
  rows: 400,
  read(row, { year = 0 }) {
    const name = row.text('name', { max: 50 });
    const days = daysOf(row, 'date', year);
    const until = daysOf(row, 'until', year);
    const work = daysOf(row, 'work', year) ?? [];
    const kind = row.choice('kind', WORDS) ?? 'off';
    if (!days) return null;
    const all = until ? rangeOf(row, days, until) : days;
    if (!all) return null;
    if (kind === 'work') return { name, off: [], work: [...all, ...work] };
    if (name === null) row.error('name', 'CELL_MISSING', { allowed: expected('value') });
    return name === null ? null : { name, off: all, work };
  },
};

function daysOf(row: RowReader, field: string, year: number): LocalDate[] | null {
  const text = row.text(field, { required: field === 'date', max: 300 });
  if (text === null) return null;
  const cell = row.cell(field)!;
  const date = cell.date ?? (Number.isInteger(cell.number) ? parseDate(cell)?.value : undefined);
  // 10.10 typed as a number is 10.1.
  const days = date ? [date] : cell.number === undefined ? parseDays(text, year) : null;
  if (!days) row.error(field, 'CELL_INVALID', { value: text, allowed: expected('days') });
  return days;
}

/** From the day of one column to that of another. */
function rangeOf(row: RowReader, [from]: LocalDate[], [to]: LocalDate[]): LocalDate[] | null {
  const days = parseDays(`${from}至${to}`, 0);
  if (!days) row.error('until', 'CELL_INVALID', { value: to, allowed: expected('date') });
  return days;
}
