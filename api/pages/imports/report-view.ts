import type { z } from 'zod';
import { type Problem, ROW_ACTIONS, rowKey } from '../../../domain/import/report';
import { problemInWords } from '../../import-marks';
import type { importReport } from '../../import-schemas';
import type { Words } from '../words';
import { fieldName, fieldOptions } from './field-options';

type Report = z.output<typeof importReport>;
type Decisions = { leaveOut: readonly string[]; links: Readonly<Record<string, string>> };

/** Rows of each list on the page; of more it tells how many. */
const SHOWN = 50;

/** What a file would do, as the page shows it. */
export function reportView(report: Report, { leaveOut, links }: Decisions, words: Words) {
  const { kind, counts, rows, tables, missing, writable } = report;
  const problems = report.problems as Problem[];
  const matched = new Set(rows.filter(({ candidates }) => candidates?.length).map(rowKey));
  const errors = problems.filter((each) => each.severity === 'error' && !isMatch(each, matched));
  const notes = problems.filter(({ severity }) => severity === 'note');
  const matches = rows.filter(({ candidates }) => candidates?.length);
  return {
    counts: ROW_ACTIONS.filter((action) => counts[action] > 0 || action === 'error').map((action) => ({
      action,
      n: counts[action],
    })),
    writable,
    reads: { create: counts.create, link: counts.link, change: counts.change },
    nothing: counts.create + counts.link + counts.change === 0,
    errors: errors.slice(0, SHOWN).map((each) => ({
      ...problemView(each, words),
      key: each.row === null ? null : rowKey(each),
    })),
    moreErrors: Math.max(errors.length - SHOWN, 0) + report.unlisted,
    faulty: new Set(errors.filter(({ row }) => row !== null).map(rowKey)).size,
    notes: notes.slice(0, SHOWN).map((each) => problemView(each, words)),
    moreNotes: Math.max(notes.length - SHOWN, 0),
    matches: matches.slice(0, SHOWN).map((row) => ({
      key: rowKey(row),
      place: placeOf({ ...row, column: null }, words),
      label: row.label,
      news: links[rowKey(row)] === 'new',
      candidates: row.candidates!.map((each) => ({
        ...each,
        score: Math.round(each.score * 100),
        chosen: links[rowKey(row)] === each.code,
      })),
    })),
    moreMatches: Math.max(matches.length - SHOWN, 0),
    lists: (['create', 'link', 'change', 'skip'] as const).flatMap((action) => {
      const of = rows.filter((row) => row.action === action);
      if (of.length === 0) return [];
      const shown = of.slice(0, SHOWN * 4).map((row) => ({
        ...row,
        key: rowKey(row),
        place: placeOf({ ...row, column: null }, words),
        to: row.project && addressOf(kind, row.project.code),
        changes: row.changes?.map(({ field, from, to }) => ({
          field: fieldName(kind, field),
          from: from ?? '–',
          to: to ?? '–',
        })),
      }));
      return [{ action, n: of.length, rows: shown, more: of.length - shown.length }];
    }),
    leftOut: leaveOut.map((key) => ({ key, place: keyPlace(key, words) })),
    missing: missing.map((each) => ({ ...each, to: addressOf(kind, each.code) })),
    tables: tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({ ...column, field: column.field && fieldName(kind, column.field) })),
    })),
    unknown: [...new Map(tables.flatMap(({ columns }) => columns).map((each) => [each.name, each])).values()]
      .filter(({ field, name }) => field === null && name !== '')
      .map(({ name }, at) => ({ at, name, options: fieldOptions(kind, null) })),
  };
}

/** Rows at fault that are no question of which project they are. */
export function faultyRows(report: Report): string[] {
  const matched = new Set(report.rows.filter(({ candidates }) => candidates?.length).map(rowKey));
  const problems = (report.problems as Problem[]).filter(
    (each) => each.severity === 'error' && each.row !== null && !isMatch(each, matched),
  );
  return [...new Set(problems.map(rowKey))];
}

const isMatch = (problem: Problem, matched: ReadonlySet<string>): boolean =>
  problem.code === 'LINK_UNDECIDED' && matched.has(rowKey(problem));

function problemView(problem: Problem, words: Words) {
  const { severity, code, value, allowed, fix } = problem;
  return {
    place: placeOf(problem, words),
    code: severity === 'error' ? code : null,
    text: problemInWords({ ...problem, allowed: undefined, fix: undefined } as Problem, words.locale),
    value,
    allowed: typeof allowed === 'string' ? [allowed] : ((allowed as string[] | undefined) ?? []).slice(0, 12),
    fix,
  };
}

/** Where a project or a person of a report is shown; of days there is nothing to show. */
function addressOf(kind: Report['kind'], code: string): string | null {
  if (kind === 'holidays') return null;
  return kind === 'pool' ? `/registers/people/${code}` : `/projects/${code}`;
}

const placeOf = ({ sheet, row, column }: Pick<Problem, 'sheet' | 'row' | 'column'>, words: Words): string =>
  row === null
    ? words.t('imports.whole-file')
    : words.t(column ? 'imports.cell' : 'imports.row', { sheet, row, column });

function keyPlace(key: string, words: Words): string {
  const [sheet, row] = key.split('!');
  return words.t('imports.row', { sheet: Number(sheet), row: Number(row) });
}
