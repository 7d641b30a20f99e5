import { openAsBlob } from 'node:fs';
import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ImportReport } from '../activities/imports/examine';
import { ERROR_WORDS } from '../api/locale';
import type { ErrorCode } from '../domain/errors';
import { IMPORT_KINDS } from '../domain/import/kind';
import noteWords from '../templates/locales/zh-CN/imports.json';
import { tokenHeaders } from './token-headers';

interface Options {
  kind: string;
  file: string;
  url: string;
  jurisdiction?: string;
  project?: string;
  year?: string;
  level?: string;
  reason?: string;
  source?: string;
  leaveOut: string[];
  keep: string[];
  link: Record<string, string>;
  write?: true;
  json?: true;
}

type Course = { endedAt: string | null; refused: { project: string; act: string; code: string }[] } | null;
type Answer = { batch: { id: string }; report: ImportReport };

/** What the API says no to, in its own words. */
class Refused extends Error {
  constructor(readonly problem: { title: string; detail?: string; code: string }) {
    super(`${problem.code}: ${problem.title}${problem.detail ? `，${problem.detail}` : ''}`);
  }
}

new Command('import')
  .description(
    'read a spreadsheet in, as the person whose access token is in DANGYAN_TOKEN; without --write it only says what would be done. ' +
      'Exit status 1 when something keeps it from being written',
  )
  .addOption(new Option('--kind <kind>', 'what it is').choices(IMPORT_KINDS).makeOptionMandatory())
  .requiredOption('--file <file>', 'XLSX or CSV', (path) => resolve(path))
  .option('--url <address>', 'where Dangyan is', 'http://127.0.0.1:3000')
  .option('--jurisdiction <code>', 'of the bureau whose file it is')
  .option('--project <code>', 'of a volume catalogue')
  .option('--year <year>', 'of a list')
  .option('--level <level>', 'of a key-project list: 国家, 省, 市 or 区')
  .option('--reason <text>', 'why a catalogue follows a frozen one')
  .option('--source <text>', 'title or number of a holiday notice, or of what projects taken over are from')
  .option(
    '--leave-out <rows>',
    'rows to leave out, as sheet!row with commas between: 1!15,1!16',
    (text) => text.split(','),
    [],
  )
  .option(
    '--keep <rows>',
    'rows that change nothing of their projects, written likewise',
    (text) => text.split(','),
    [],
  )
  .option('--link <row=project>', 'which project a line is, or new: 1!2=CC-2026-0001; more than once', links, {})
  .option('--write', 'write it, unless something is in error')
  .option('--json', 'the report as JSON')
  .action((options: Options) => run(options))
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });

async function run(options: Options): Promise<void> {
  const call = caller(options.url);
  const answer = await upload(options, call);
  const { batch } = answer;
  const path = `/api/v1/imports/${batch.id}`;
  const { leaveOut, keep, link } = options;
  const decided = leaveOut.length + keep.length + Object.keys(link).length > 0;
  const { report } = decided ? await call<Answer>('PUT', `${path}/decisions`, { leaveOut, keep, links: link }) : answer;
  const writes = options.write === true && report.writable;
  const { create, link: linked, change } = report.counts;
  const written = writes
    ? await call<{ course: Course }>('POST', `${path}/writing`, { create, link: linked, change })
    : await call<object>('POST', `${path}/cancelling`).then(() => null);
  const course = written?.course ? await ended(() => call<{ course: Course }>('GET', path)) : null;
  const refused = course?.refused ?? [];
  if (options.json) console.log(JSON.stringify({ ...report, written: written && { ...written, course } }, null, 2));
  else say(report, written !== null);
  if (!options.json) for (const { project, act, code } of refused) console.log(`refused\t${project}\t${act}\t${code}`);
  if (!report.writable || refused.length > 0) process.exitCode = 1;
}

/** Between two questions for what is being done. */
const PAUSE_MS = 500;

/** What follows by acts, when the last of them is done or refused. */
async function ended(read: () => Promise<{ course: Course }>): Promise<Course> {
  for (;;) {
    const { course } = await read();
    if (!course || course.endedAt !== null) return course;
    await sleep(PAUSE_MS);
  }
}

async function upload(
  { kind, file, jurisdiction, project, year, level, reason, source }: Options,
  call: Call,
): Promise<Answer> {
  const form = new FormData();
  const jurisdictionId = jurisdiction && (await jurisdictionOf(jurisdiction, call));
  for (const [field, value] of Object.entries({ kind, jurisdictionId, project, year, level, reason, source })) {
    if (value) form.set(field, value);
  }
  form.set('file', await openAsBlob(file), basename(file));
  return call('POST', '/api/v1/imports', form);
}

async function jurisdictionOf(code: string, call: Call): Promise<string> {
  const { items } = await call<{ items: { id: string; code: string }[] }>('GET', '/api/v1/jurisdictions');
  const found = items.find((each) => each.code === code);
  if (!found) throw new Error(`no jurisdiction ${code}; there are ${items.map((each) => each.code).join(', ')}`);
  return found.id;
}

type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

function caller(url: string): Call {
  const token = tokenHeaders();
  return async <T>(method: string, path: string, body?: object) => {
    const isForm = body instanceof FormData;
    const headers = {
      ...token,
      'Idempotency-Key': crypto.randomUUID(),
      ...(body && !isForm ? { 'Content-Type': 'application/json' } : {}),
    };
    const answer = await fetch(new URL(path, url), {
      method,
      headers,
      body: isForm ? body : body && JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Refused(said as Refused['problem']);
    return said as T;
  };
}

function say({ tables, counts, rows, problems, unlisted, missing, writable }: ImportReport, written: boolean): void {
  for (const { sheetName, headerRow, columns } of tables) {
    const known = columns.filter(({ field }) => field !== null).map(({ column, name }) => `${column} ${name}`);
    console.log(`${sheetName || 'CSV'}: header in row ${headerRow}: ${known.join(', ')}`);
  }
  for (const { sheet, row, action, label, project, changes = [] } of rows) {
    console.log(`${sheet}!${row}\t${action}\t${label}${project ? ` → ${project.code} ${project.name}` : ''}`);
    for (const { field, from, to } of changes) console.log(`\t\t${field}: ${from ?? '–'} → ${to ?? '–'}`);
  }
  for (const { sheet, row, column, severity, code, value, allowed, fix } of problems) {
    const words =
      severity === 'error' ? ERROR_WORDS['zh-CN'][code as ErrorCode]?.title : noteWords[code as keyof typeof noteWords];
    const facts = Object.entries({ value, allowed, fix }).filter(([, fact]) => fact !== undefined);
    const details = facts.map(([name, fact]) => `${name}: ${[fact].flat().join(', ')}`).join('; ');
    console.log(
      `${sheet}!${row ?? ''}${column ? ` ${column}` : ''}\t${severity} ${code}\t${words}${details ? ` (${details})` : ''}`,
    );
  }
  if (unlisted > 0) console.log(`and ${unlisted} problems more`);
  for (const { code, name } of missing) console.log(`no more in the list: ${code} ${name}`);
  console.log(
    Object.entries(counts)
      .map(([action, count]) => `${action} ${count}`)
      .join(', '),
  );
  console.log(
    written
      ? 'written'
      : writable
        ? 'nothing written: a dry run'
        : 'nothing written: mend or leave out what is in error',
  );
}

function links(text: string, before: Record<string, string>): Record<string, string> {
  const [row, project] = text.split('=');
  if (!row || !project) throw new InvalidArgumentError('a row and a project: 1!2=CC-2026-0001');
  return { ...before, [row]: project };
}
