import { type HolidayNotice, validateHolidayNotice } from '../../../domain/calendar/holiday-notice';
import { addDays, type LocalDate, laterOf } from '../../../domain/calendar/local-date';
import { Refusal } from '../../../domain/errors';
import { type Expectation, expected } from '../../../domain/import/expected';
import type { Located } from '../../../domain/import/kind';
import type { HolidayLine } from '../../../domain/import/kinds/holidays';
import type { Problem } from '../../../domain/import/report';
import { latestNotice, loadHolidayNotice, saysTheSame } from '../../calendar/load-holiday-notice';
import type { ImportContext, ImportPlan, PlaceOf, PlannedRow } from '../import-context';

type Line = Located<HolidayLine>;

/** A year's holiday notice, as a whole: what it says that the newest version has not makes an amended version. */
export async function planHolidays(ctx: ImportContext, records: readonly Line[], place: PlaceOf): Promise<ImportPlan> {
  const year = ctx.options.year!;
  const notice = noticeOf(ctx, records);
  const latest = await latestNotice(ctx.tx, year);
  const before = new Set(latest ? tellingDays(latest) : []);
  const rows = records.map(({ sheet, row, record }): PlannedRow => {
    const known = tellingDays(partOf(record)).every((day) => before.has(day));
    const action = known ? 'skip' : latest ? 'change' : 'create';
    return { sheet, row, action, label: [record.name, ...spansOf([...record.off, ...record.work])].join(' ') };
  });
  const here = new Set(tellingDays(notice));
  const missing = [...before]
    .filter((day) => !here.has(day))
    .map((day) => ({ code: day.slice(0, 10), name: day.slice(11) }));
  const same = latest !== null && saysTheSame(latest, notice);
  const count = (action: PlannedRow['action']) => rows.filter((row) => row.action === action).length;
  return {
    rows,
    counts: { create: count('create'), change: count('change'), skip: count('skip') },
    problems: faultsOf(year, records, place),
    missing,
    async write() {
      if (same) return { final: true };
      const { loads } = await loadHolidayNotice(ctx.tx, notice, ctx);
      return { calendarLoads: loads, final: true };
    },
  };
}

function noticeOf({ options }: ImportContext, records: readonly Line[]): HolidayNotice {
  const off = records.flatMap(({ record }) => partOf(record).off);
  const work = new Set(records.flatMap(({ record }) => record.work));
  return {
    year: options.year!,
    source: options.source!,
    off: joined(off.sort((a, b) => (a.from < b.from ? -1 : 1))),
    work: [...work].sort(),
  };
}

function partOf({ name, off, work }: HolidayLine): Pick<HolidayNotice, 'off' | 'work'> {
  const days = [...new Set(off)].sort();
  return { off: joined(days.map((day) => ({ name: name!, from: day, to: day }))), work };
}

/** Neighbouring days of one holiday are one span. */
function joined(spans: HolidayNotice['off']): HolidayNotice['off'] {
  const whole: HolidayNotice['off'] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last?.name === span.name && span.from <= addDays(last.to, 1)) last.to = laterOf(last.to, span.to);
    else whole.push({ ...span });
  }
  return whole;
}

/** Each day with what it is, `2026-01-01 元旦` or `2026-01-04 班`. */
function tellingDays({ off, work }: Pick<HolidayNotice, 'off' | 'work'>): string[] {
  const days: string[] = work.map((day) => `${day} 班`);
  for (const { name, from, to } of off) {
    for (let day = from; day <= to; day = addDays(day, 1)) days.push(`${day} ${name}`);
  }
  return days;
}

function spansOf(days: readonly LocalDate[]): string[] {
  const spans = joined([...new Set(days)].sort().map((day) => ({ name: '', from: day, to: day })));
  return spans.map(({ from, to }) => (from === to ? from : `${from}/${to}`));
}

/** What of each line no notice could say, by the rule that every notice is held to. */
function faultsOf(year: number, records: readonly Line[], place: PlaceOf): Problem[] {
  const off = records.flatMap(({ record }) => partOf(record).off);
  return records.flatMap((line): Problem[] => {
    const { record } = line;
    const fault = (field: string, value: string | undefined, expects: Expectation): Problem[] => [
      { ...place(line, field), severity: 'error', code: 'CALENDAR_INVALID', value, allowed: expected(expects, year) },
    ];
    const ofYear = isRefused({ year, source: '-', off: partOf(record).off, work: [] });
    if (ofYear) return fault('date', record.off[0], 'of_year');
    const wrong = record.work.find((day) => isRefused({ year, source: '-', off, work: [day] }));
    return wrong ? fault(record.off.length > 0 ? 'work' : 'date', wrong, 'weekend_day') : [];
  });
}

function isRefused(notice: HolidayNotice): boolean {
  try {
    validateHolidayNotice(notice);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
