import { expected } from '../../../domain/import/expected';
import type { Located } from '../../../domain/import/kind';
import type { ListingCategoryWord, ProjectLine } from '../../../domain/import/kinds/projects';
import {
  type LinkCandidate,
  LinkIndex,
  type LinkLine,
  type LinkTarget,
  lineKey,
} from '../../../domain/import/link-score';
import { type Problem, rowKey } from '../../../domain/import/report';
import { plain } from '../../../domain/import/text';
import { addListings, type ListingOrder } from '../../projects/add-listing';
import { createProjects } from '../../projects/create-project';
import { askOfficers } from '../../tasks/ask-officers';
import type { ImportAct, ImportContext, ImportPlan, ImportResult, PlaceOf, PlannedRow } from '../import-context';
import { type Jurisdictions, jurisdictionsOf } from './jurisdictions';
import { loadTargets } from './link-targets';
import { changesOf, loadRecords } from './project-changes';
import { projectOrder } from './project-order';

/** What becomes of one line. */
type Fate =
  | { action: 'create'; jurisdictionId: string }
  | { action: 'link'; target: LinkTarget; remembered: boolean }
  | { action: 'skip'; target: LinkTarget }
  | { action: 'error' };

interface Line {
  located: Located<ProjectLine>;
  listing: ListingOrder;
  fate: Fate;
  planned: PlannedRow;
  link: LinkLine;
  /** What it changes of a project that there is. */
  acts: ImportAct[];
}

const WITHOUT_OWN_WORD: ListingCategoryWord = 'continued';

/**
 * Lines of a year's key-project list. One that is listed already changes nothing; one with the national code of a project is that
 * project's, and so is one of which somebody said so before. Of one that resembles projects the officer says which it is.
 */
export async function planProjects(
  ctx: ImportContext,
  records: readonly Located<ProjectLine>[],
  place: PlaceOf,
): Promise<ImportPlan> {
  const { tx } = ctx;
  const jurisdictions = await jurisdictionsOf(tx, ctx.jurisdictionId!);
  const known = await loadKnown(ctx, jurisdictions);
  const numbers = listedNumbers(records);
  const problems: Problem[] = [];
  const lines = records.map((located): Line => {
    const { record } = located;
    const jurisdictionId = jurisdictions.find(record.district);
    const listing = listingOf(ctx, record, numbers.get(located)!);
    const planned: PlannedRow = { sheet: located.sheet, row: located.row, action: 'error', label: record.name };
    const link: LinkLine = { ...record, jurisdictionId: jurisdictionId ?? ctx.jurisdictionId! };
    if (jurisdictionId === null) {
      const fault = {
        severity: 'error',
        code: 'CELL_INVALID',
        value: record.district!,
        allowed: jurisdictions.names,
      } as const;
      problems.push({ ...place(located, 'district'), ...fault });
      return { located, listing, planned, link, fate: { action: 'error' }, acts: [] };
    }
    const { fate, problem, candidates } = fateOf(ctx, known, located, listing, link);
    if (problem) problems.push({ ...place(located, 'name'), ...problem });
    planned.action = fate.action;
    if (candidates.length > 0)
      planned.candidates = candidates.map(({ target: { code, name }, score }) => ({ code, name, score }));
    if ('target' in fate) planned.project = { code: fate.target.code, name: fate.target.name };
    return { located, listing, planned, link, fate, acts: [] };
  });
  problems.push(...linkedTwice(lines, place));
  await compare(ctx, lines);
  const missing = await missingFrom(ctx, jurisdictions.ids, lines);
  return {
    rows: lines.map(({ planned }) => planned),
    counts: { ...countBy(lines.map(({ planned }) => planned.action)), change: changing(lines) },
    problems,
    missing: missing.map(({ code, name }) => ({ code, name })),
    write: () => write(ctx, lines, missing),
  };
}

/** What lines say of their projects otherwise than their records do. A line that is listed already becomes a change by it. */
async function compare({ tx, decisions, fileName }: ImportContext, lines: readonly Line[]): Promise<void> {
  const known = lines.flatMap(({ fate }) => ('target' in fate ? [fate.target.id] : []));
  const records = await loadRecords(tx, known);
  const kept = new Set(decisions.keep);
  for (const line of lines) {
    const { fate, planned, located } = line;
    const record = 'target' in fate ? records.get(fate.target.id) : undefined;
    if (!record || planned.action === 'error' || kept.has(rowKey(located))) continue;
    const { changes, acts } = changesOf(located.record, record, `${fileName} ${rowKey(located)}`);
    if (changes.length === 0) continue;
    planned.changes = changes;
    line.acts = acts;
    if (planned.action === 'skip') planned.action = 'change';
  }
}

/** Rows that change something, linked ones among them. */
const changing = (lines: readonly Line[]): number => lines.filter(({ acts }) => acts.length > 0).length;

interface Known {
  targets: readonly LinkTarget[];
  index: LinkIndex;
  byId: ReadonlyMap<string, LinkTarget>;
  byCode: ReadonlyMap<string, LinkTarget>;
  byNationalCode: ReadonlyMap<string, LinkTarget>;
  /** Lines of the same list, by number. */
  listed: ReadonlyMap<string, { projectId: string }>;
  /** What was said of lines before; null: a new project. */
  decided: ReadonlyMap<string, string | null>;
}

async function loadKnown({ tx, options, jurisdictionId }: ImportContext, { ids }: Jurisdictions): Promise<Known> {
  const targets = await loadTargets(tx, ids);
  const listings = await tx.listing.findMany({
    where: { year: options.year!, level: options.level!, project: { jurisdictionId: { in: ids } } },
    select: { number: true, projectId: true },
  });
  const decisions = await tx.listingDecision.findMany({ where: { jurisdictionId: jurisdictionId! } });
  return {
    targets,
    index: new LinkIndex(targets),
    byId: new Map(targets.map((target) => [target.id, target])),
    byCode: new Map(targets.map((target) => [target.code, target])),
    byNationalCode: new Map(targets.flatMap((target) => (target.nationalCode ? [[target.nationalCode, target]] : []))),
    listed: new Map(listings.map((listing) => [listing.number, listing])),
    decided: new Map(decisions.map(({ line, projectId }) => [line, projectId])),
  };
}

type Fault = Pick<Problem, 'value' | 'allowed' | 'fix'> & {
  severity: 'error';
  code: 'LISTING_TAKEN' | 'LINK_UNDECIDED' | 'NOT_FOUND';
};

function fateOf(
  ctx: ImportContext,
  known: Known,
  located: Located<ProjectLine>,
  listing: ListingOrder,
  link: LinkLine,
): { fate: Fate; problem?: Fault; candidates: LinkCandidate[] } {
  const { record } = located;
  const listed = known.byId.get(known.listed.get(listing.number)?.projectId ?? '');
  const candidates = known.index.candidates(link);
  if (listed) {
    const same = listed.nationalCode !== null && listed.nationalCode === record.nationalCode;
    if (same || candidates.some(({ target }) => target.id === listed.id))
      return { fate: { action: 'skip', target: listed }, candidates: [] };
    const problem: Fault = {
      severity: 'error',
      code: 'LISTING_TAKEN',
      value: listing.number,
      allowed: expected('free_listing'),
    };
    return { fate: { action: 'error' }, problem, candidates: [] };
  }
  const byCode = record.nationalCode && known.byNationalCode.get(record.nationalCode);
  if (byCode) return { fate: { action: 'link', target: byCode, remembered: true }, candidates: [] };
  const create: Fate = { action: 'create', jurisdictionId: link.jurisdictionId };
  const decision = ctx.decisions.links[rowKey(located)];
  if (decision !== undefined) {
    const target = known.byCode.get(decision);
    if (target) return { fate: { action: 'link', target, remembered: false }, candidates };
    if (decision === 'new') return { fate: create, candidates };
    const problem: Fault = {
      severity: 'error',
      code: 'NOT_FOUND',
      value: decision,
      allowed: expected('code_or_new'),
    };
    return { fate: { action: 'error' }, problem, candidates };
  }
  const before = known.decided.get(lineKey(link));
  if (before === null) return { fate: create, candidates: [] };
  const target = before && known.byId.get(before);
  if (target) return { fate: { action: 'link', target, remembered: true }, candidates: [] };
  const [best] = candidates;
  if (!best) return { fate: create, candidates };
  const problem: Fault = {
    severity: 'error',
    code: 'LINK_UNDECIDED',
    value: record.name,
    allowed: [...candidates.map((each) => each.target.code), 'new'],
    fix: best.target.code,
  };
  return { fate: { action: 'error' }, problem, candidates };
}

function listingOf({ options }: ImportContext, record: ProjectLine, number: string): ListingOrder {
  const category = record.category ?? WITHOUT_OWN_WORD;
  return { year: options.year!, level: options.level!, category, number, text: record.text };
}

/**
 * The number of each line: as printed where that is the only one; with its section where sections begin anew at 1; the name
 * where none is printed.
 */
function listedNumbers(records: readonly Located<ProjectLine>[]): Map<Located<ProjectLine>, string> {
  const times = countBy(records.map(({ record }) => plain(record.number ?? '')));
  return new Map(
    records.map((located) => {
      const { number, name, section } = located.record;
      const printed = plain(number ?? '');
      const alone = times[printed] === 1 ? printed : section && `${section}-${printed}`;
      return [located, (printed === '' ? name : (alone ?? `${name}-${printed}`)).slice(0, 40)];
    }),
  );
}

/** One project has one line in a list. */
function linkedTwice(lines: readonly Line[], place: PlaceOf): Problem[] {
  const first = new Map<string, Line>();
  return lines.flatMap((line): Problem[] => {
    if (line.fate.action !== 'link') return [];
    const { target } = line.fate;
    const twin = first.get(target.id);
    if (!twin) {
      first.set(target.id, line);
      return [];
    }
    line.planned.action = 'error';
    const fault = { severity: 'error', code: 'ROW_DUPLICATE', value: target.code, allowed: expected('once') } as const;
    return [{ ...place(line.located, 'name'), ...fault, twin: rowKey(twin.located) }];
  });
}

/** Projects that the list of the year before had and this one has not: somebody says why. */
async function missingFrom({ tx, options }: ImportContext, ids: string[], lines: readonly Line[]) {
  const here = new Set(lines.flatMap(({ fate }) => ('target' in fate ? [fate.target.id] : [])));
  const level = options.level!;
  const before = await tx.project.findMany({
    where: {
      jurisdictionId: { in: ids },
      stage: { not: 'closed' },
      listings: { some: { year: options.year! - 1, level }, none: { year: options.year!, level } },
    },
    select: { id: true, code: true, name: true, jurisdictionId: true },
    orderBy: { code: 'asc' },
  });
  return before.filter(({ id }) => !here.has(id));
}

async function write(
  ctx: ImportContext,
  lines: readonly Line[],
  missing: Awaited<ReturnType<typeof missingFrom>>,
): Promise<ImportResult> {
  const { tx, now, personId, options } = ctx;
  const origin = { now, personId, source: 'import' as const };
  const orders = lines.flatMap(({ fate, located, listing }) =>
    fate.action === 'create' ? [projectOrder(located.record, listing, fate.jurisdictionId)] : [],
  );
  const links = lines.flatMap(({ fate, listing }) =>
    fate.action === 'link' ? [{ projectId: fate.target.id, listing }] : [],
  );
  const projects = (await createProjects(tx, orders, origin)).map(({ code }) => code);
  const listings = await addListings(tx, links);
  for (const line of lines) await remember(ctx, line);
  const subject = String(options.year);
  const questions = missing.map(({ id, jurisdictionId }) => ({ projectId: id, jurisdictionId, subject }));
  await askOfficers(tx, 'explain-missing', questions, now);
  const acts = lines.flatMap((line) => line.acts);
  return { projects, listings, ...(acts.length > 0 && { acts, final: true as const }) };
}

/** What the officer said of a line holds for the next list. */
async function remember(
  { tx, jurisdictionId, decisions, personId, now }: ImportContext,
  { located, fate, link }: Line,
): Promise<void> {
  if (decisions.links[rowKey(located)] === undefined) return;
  const projectId = fate.action === 'link' ? fate.target.id : null;
  const key = { jurisdictionId: jurisdictionId!, line: lineKey(link) };
  const said = { projectId, decidedById: personId, decidedAt: now };
  await tx.listingDecision.upsert({ where: { jurisdictionId_line: key }, create: { ...key, ...said }, update: said });
}

function countBy<K extends string>(keys: readonly K[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
