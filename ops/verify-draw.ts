import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import type { Announced } from '../domain/draw/announced';
import type { Check, Finding } from '../domain/draw/checks';
import type { DrawBundle } from '../domain/draw/draw-bundle';
import { verifyBundle } from '../domain/draw/verify-bundle';
import type { SampleBundle } from '../domain/sampling/sample-bundle';
import errorWords from '../templates/locales/en/errors.json';
import words from '../templates/locales/en/verify.json';

/** What became of a file: its checks, or why it could not be read. */
type Verdict =
  | { file: string; about: About | null; holds: boolean; checks: Check[] }
  | { file: string; unreadable: string };

/** Of which draw a record says that it is; null when it doesn't. */
type About = Pick<DrawBundle['document'], 'number' | 'subject'> & Pick<DrawBundle, 'root'>;

interface Options extends Announced {
  workings?: boolean;
  json?: boolean;
}

const program = new Command('verify-draw')
  .description(
    'repeat draws of panels and samples of volumes from their public records; exit status 0: all hold, 1: one does not, 2: one cannot be read',
  )
  .argument('<file...>', 'public records, as published')
  .option('--root <hash>', 'the Merkle root that was published before the draw; for one file')
  .option('--secret-hash <hash>', 'the hash of the secret that was published with it; for one file')
  .option('--digest <hash>', "the record's digest, as the audit log has it; for one file")
  .option('--workings', 'also what was computed on the way: key, row and tickets')
  .option('--json', 'the verdicts as JSON, workings included')
  .exitOverride()
  .action((files: string[], { json = false, workings = false, ...announced }: Options) => {
    if (files.length > 1 && Object.keys(announced).length > 0) {
      program.error('error: what was announced is compared with one file at a time', { exitCode: 2 });
    }
    const verdicts = files.map((file) => verdictOf(file, announced));
    console.log(
      json ? JSON.stringify(verdicts, null, 2) : verdicts.map((verdict) => inWords(verdict, workings)).join('\n\n'),
    );
    const statuses = verdicts.map((verdict) => ('unreadable' in verdict ? 2 : verdict.holds ? 0 : 1));
    process.exitCode = Math.max(...statuses);
  });

function verdictOf(file: string, announced: Announced): Verdict {
  let record: Uint8Array;
  try {
    record = readFileSync(file);
  } catch (error) {
    return { file, unreadable: (error as Error).message };
  }
  const checks = verifyBundle(record, announced);
  return { file, about: aboutOf(record, checks), holds: checks.every(({ ok }) => ok), checks };
}

function aboutOf(record: Uint8Array, checks: readonly Check[]): About | null {
  if (!checks.some(({ name, ok }) => name === 'form' && ok)) return null;
  const { document, root } = JSON.parse(Buffer.from(record).toString()) as DrawBundle | SampleBundle;
  return { number: document.number, subject: document.subject, root };
}

function inWords(verdict: Verdict, withWorkings: boolean): string {
  if ('unreadable' in verdict) return `${verdict.file}: cannot be read: ${verdict.unreadable}`;
  const { file, about, holds, checks } = verdict;
  const head = about ? `${file}: draw ${about.number}, ${shown(about.subject)}, root ${about.root}` : file;
  const leftOut = checks.filter(({ finding }) => isLeftOut(finding)).length;
  const failed = checks.filter(({ ok }) => !ok).length - leftOut;
  const isCompared = checks.some(({ name }) => name === 'announced');
  const last = holds
    ? `holds${isCompared ? '' : ', if its root is the one that was published before the draw (see --root)'}`
    : `DOES NOT HOLD: ${failed} of ${checks.length} checks failed${leftOut > 0 ? `, ${leftOut} were left out` : ''}`;
  return [head, ...checks.map((check) => checkInWords(check, withWorkings)), last].join('\n');
}

function checkInWords({ name, ok, finding, workings }: Check, withWorkings: boolean): string {
  const mark = ok ? 'ok' : isLeftOut(finding) ? 'left out' : 'FAILED';
  const line = `  ${mark.padEnd(8)}  ${name.padEnd(11)}  ${words.checks[name]}`;
  if (isLeftOut(finding)) return line;
  if (finding) return `${line}\n${findingInWords(finding)}`;
  return workings && withWorkings ? `${line}\n${workingsInWords(workings)}` : line;
}

/** What builds on something that failed was not looked at. */
const isLeftOut = (finding: Finding | null): boolean => finding?.code === 'NOT_LOOKED_AT';

const INDENT = ' '.repeat(25);

function workingsInWords(workings: Record<string, unknown>): string {
  const lines = Object.entries(workings).flatMap(([fact, value]) =>
    Array.isArray(value) ? [`${fact}:`, ...value.map((each) => `  ${shown(each)}`)] : [`${fact}: ${shown(value)}`],
  );
  return lines.map((line) => `${INDENT}${line}`).join('\n');
}

function findingInWords({ code, ...facts }: Finding): string {
  const told: Partial<Record<string, string>> = words.findings;
  const refused: Partial<Record<string, { title: string }>> = errorWords;
  const known = Object.entries(facts).filter(([fact, value]) => fact !== 'at' || value !== '');
  const details = known.map(([fact, value]) => `${INDENT}${fact}: ${shown(value)}`);
  return [`${INDENT}${code}: ${told[code] ?? refused[code]?.title ?? ''}`, ...details].join('\n');
}

/** As JSON, so that nothing in a record can speak to the terminal. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

try {
  program.parse();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
