import { expected } from '../../../domain/import/expected';
import type { Located } from '../../../domain/import/kind';
import type { ExpertLine } from '../../../domain/import/kinds/pool';
import { type FieldChange, type Problem, rowKey } from '../../../domain/import/report';
import { plain } from '../../../domain/import/text';
import { ruleSetOn } from '../../rules/rule-set-for';
import type { ImportContext, ImportPlan, PlaceOf, PlannedRow } from '../import-context';
import { type KnownExpert, loadExperts } from './known-experts';
import { type ExpertFate, writePool } from './write-pool';

/**
 * A bureau's expert pool. An expert is known by his identity number, or by name with telephone or employer; of one who merely has
 * a known person's name the officer says whether he is that one. Who is in the pool and not in the list stays, and is told.
 */
export async function planPool(
  ctx: ImportContext,
  records: readonly Located<ExpertLine>[],
  place: PlaceOf,
): Promise<ImportPlan> {
  const { tx } = ctx;
  const jurisdiction = await tx.jurisdiction.findUniqueOrThrow({ where: { id: ctx.jurisdictionId! } });
  const { body } = await ruleSetOn(tx, { industry: '', jurisdiction }, ctx.today);
  const groups = groupWords(body.panel);
  const known = await loadExperts(
    tx,
    ctx.jurisdictionId!,
    records.map(({ record }) => record),
  );
  const problems: Problem[] = [];
  const taken = new Map<string, string>();
  const rows: PlannedRow[] = [];
  const fates = records.map((line): ExpertFate => {
    const { record } = line;
    const fault = (field: string, problem: Omit<Problem, 'sheet' | 'row' | 'column' | 'severity'>) =>
      void problems.push({ ...place(line, field), severity: 'error', ...problem } as Problem);
    const strange = record.specialties.find((word) => !groups.has(plain(word)));
    if (strange) fault('specialties', { code: 'CELL_INVALID', value: strange, allowed: [...new Set(groups.values())] });
    const specialties = [...new Set(record.specialties.map((word) => groups.get(plain(word)) ?? word))];
    const { match, candidates } = known.find(record, ctx.decisions.links[rowKey(line)]);
    const row: PlannedRow = {
      sheet: line.sheet,
      row: line.row,
      action: 'error',
      label: `${record.name}（${record.employer}）`,
    };
    rows.push(row);
    if (match === undefined) {
      row.candidates = candidates.map(({ id, name, employer }) => ({
        code: id,
        name: `${name}（${employer ?? ''}）`,
        score: 1,
      }));
      const allowed = [...candidates.map(({ id }) => id), 'new'];
      fault('name', { code: 'LINK_UNDECIDED', value: record.name, allowed, fix: candidates[0]?.id });
      return { line, action: 'error', specialties, changes: [] };
    }
    if (match === null && record.idNumber && known.elsewhere.has(record.idNumber)) {
      fault('idNumber', { code: 'ALREADY_EXISTS', allowed: expected('once') });
      return { line, action: 'error', specialties, changes: [] };
    }
    if (match === null) {
      row.action = 'create';
      return { line, action: 'create', specialties, changes: [] };
    }
    const twin = taken.get(match.id);
    if (twin) fault('name', { code: 'ROW_DUPLICATE', value: record.name, allowed: expected('once'), twin });
    taken.set(match.id, twin ?? rowKey(line));
    row.project = { code: match.id, name: match.name };
    const changes = match.member ? changesOf(record, specialties, match) : [];
    if (changes.length > 0) row.changes = changes;
    row.action = match.member ? (changes.length > 0 ? 'change' : 'skip') : 'link';
    return { line, action: row.action as ExpertFate['action'], specialties, known: match, changes };
  });
  const count = (action: ExpertFate['action']) => fates.filter((fate) => fate.action === action).length;
  return {
    rows,
    counts: { create: count('create'), link: count('link'), change: count('change'), skip: count('skip') },
    problems,
    missing: known.members.filter(({ id }) => !taken.has(id)).map(({ id, name }) => ({ code: id, name })),
    write: () => writePool(ctx, fates),
  };
}

/** Every word for a group of specialties: its code, its name with and without 组, and the industries that are its. */
function groupWords(rule: { groupNames: Record<string, string>; specialtyGroups: Record<string, string> }) {
  const words = new Map<string, string>();
  for (const [industry, code] of Object.entries(rule.specialtyGroups)) words.set(plain(industry), code);
  for (const [code, name] of Object.entries(rule.groupNames)) {
    if (code === 'newcomer') continue;
    for (const word of [code, name, name.replace(/组$/, '')]) words.set(plain(word), code);
  }
  return words;
}

/** What of a member the list says otherwise; what it does not say stays. */
function changesOf(
  record: ExpertLine,
  specialties: readonly string[],
  { member, ...person }: KnownExpert,
): FieldChange[] {
  const pairs: [string, string | null, string | null][] = [
    ['specialties', [...member!.specialties].sort().join('、'), [...specialties].sort().join('、')],
    ['titleLevel', member!.titleLevel, record.titleLevel],
    ['yearsInField', String(member!.yearsInField), String(record.yearsInField)],
    ['birthDate', member!.birthDate, record.birthDate],
    [
      'regulatorStaff',
      String(member!.regulatorStaff),
      record.regulatorStaff === null ? null : String(record.regulatorStaff),
    ],
    ['status', member!.status, member!.status === 'ended' ? 'active' : member!.status],
    ['title', person.title, record.title],
    ['employer', person.employer, record.employer],
    ['phone', person.phone, record.phone],
    ['email', person.email, record.email],
  ];
  return pairs.filter(([, from, to]) => to !== null && from !== to).map(([field, from, to]) => ({ field, from, to }));
}
