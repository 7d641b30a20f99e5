import { expected } from '../../../domain/import/expected';
import type { Located } from '../../../domain/import/kind';
import type { TakeOverLine } from '../../../domain/import/kinds/take-over';
import { LinkIndex, type LinkTarget } from '../../../domain/import/link-score';
import { type Problem, rowKey } from '../../../domain/import/report';
import { plain } from '../../../domain/import/text';
import { missingFacts, resultFault, TAKE_OVER_FACTS, type TakeOverFact } from '../../../domain/lifecycle/take-over';
import { OWN_ROUTES } from '../../../domain/registration/allowed-routes';
import type { Prisma } from '../../../prisma/generated/client';
import { createProjects } from '../../projects/create-project';
import { ruleSetOn } from '../../rules/rule-set-for';
import { askOfficers, type OfficersTask } from '../../tasks/ask-officers';
import type { ImportAct, ImportContext, ImportPlan, ImportResult, PlaceOf, PlannedRow } from '../import-context';
import { jurisdictionsOf } from './jurisdictions';
import { loadTargets } from './link-targets';
import { projectOrder } from './project-order';

type Line = Located<TakeOverLine>;

/** A project to be made, and what it can't go on without. */
interface Taken {
  line: Line;
  jurisdictionId: string;
  needed: TakeOverFact[];
}

/**
 * Running projects that were carried elsewhere. Each is made with its mail held, and comes to its stage by its own act; one that
 * lacks what its stage can't be without waits with a task for each, its form begun with what the list tells.
 */
export async function planTakeOver(ctx: ImportContext, records: readonly Line[], place: PlaceOf): Promise<ImportPlan> {
  const { tx, today } = ctx;
  const jurisdiction = await tx.jurisdiction.findUniqueOrThrow({ where: { id: ctx.jurisdictionId! } });
  const jurisdictions = await jurisdictionsOf(tx, jurisdiction.id);
  const { body: rules } = await ruleSetOn(tx, { industry: '', jurisdiction }, today);
  const targets = await loadTargets(tx, jurisdictions.ids);
  const index = new LinkIndex(targets);
  const migrated = new Set(
    (await tx.project.findMany({ where: { migrated: true }, select: { id: true } })).map(({ id }) => id),
  );
  const problems: Problem[] = [];
  const taken: Taken[] = [];
  const rows = records.map((line): PlannedRow => {
    const { project, stage } = line.record;
    const row: PlannedRow = { sheet: line.sheet, row: line.row, action: 'error', label: project.name };
    const fault = (field: string, problem: Omit<Problem, 'sheet' | 'row' | 'column' | 'severity'>) =>
      void problems.push({ ...place(line, field), severity: 'error', ...problem } as Problem);
    const jurisdictionId = jurisdictions.find(project.district);
    if (!jurisdictionId) {
      fault('district', { code: 'CELL_INVALID', value: project.district!, allowed: jurisdictions.names });
      return row;
    }
    const known = knownAs(line, jurisdictionId, targets);
    if (known && migrated.has(known.id)) {
      return { ...row, action: 'skip', project: { code: known.code, name: known.name } };
    }
    const candidates = known ? [] : index.candidates({ ...project, jurisdictionId });
    if (known || (candidates.length > 0 && ctx.decisions.links[rowKey(line)] !== 'new')) {
      const alike = known ? [{ target: known, score: 1 }] : candidates;
      row.candidates = alike.map(({ target: { code, name }, score }) => ({ code, name, score }));
      fault('name', { code: 'LINK_UNDECIDED', value: project.name, allowed: ['new'] });
      return row;
    }
    for (const [field, day] of daysOf(line.record)) {
      if (day > today) fault(field, { code: 'OCCURRED_IN_FUTURE', value: day, allowed: expected('past_day', today) });
    }
    const { meeting } = line.record;
    const wrong = meeting && resultFault(stage, meeting, rules.scoring.decides === 'vote');
    if (wrong) {
      const field = { passed: 'result', items: 'items', votes: 'pass', 'votes.panelSize': 'pass' }[wrong.field];
      const allowed =
        wrong.field === 'items' ? expected('value') : expected(wrong.field === 'passed' ? 'result' : 'votes');
      fault(field, { code: 'CELL_INVALID', value: JSON.stringify(wrong.value), allowed });
    }
    const { needed, wanted } = missingFacts(stage, givenBy(line.record));
    if (needed.length + wanted.length > 0) {
      const missing = { severity: 'note', code: 'facts_missing', value: [...needed, ...wanted].join(', ') } as const;
      problems.push({ sheet: line.sheet, row: line.row, column: null, ...missing });
    }
    taken.push({ line, jurisdictionId, needed });
    return { ...row, action: 'create' };
  });
  const count = (action: PlannedRow['action']) => rows.filter((row) => row.action === action).length;
  return {
    rows,
    counts: { create: count('create'), skip: count('skip') },
    problems,
    write: () => write(ctx, taken),
  };
}

/** The project that the line is beyond doubt. */
function knownAs({ record: { project } }: Line, jurisdictionId: string, targets: readonly LinkTarget[]) {
  const { nationalCode, name } = project;
  return targets.find((target) =>
    nationalCode && target.nationalCode
      ? target.nationalCode === nationalCode
      : target.jurisdictionId === jurisdictionId && plain(target.name) === plain(name),
  );
}

/** The facts of a project's past with the days that they were of, by the columns that tell them. */
function daysOf({ invitation, registration, meeting, completion }: TakeOverLine): [string, string][] {
  const days: [string, string | null | undefined][] = [
    ['servedOn', invitation?.servedOn],
    ['confirmedOn', registration?.confirmedOn],
    ['announcedOn', meeting?.announcedOn],
    ['opinionOn', meeting?.opinion.issuedOn],
    ['noticeServedOn', meeting?.noticeServedOn],
    ['heldOn', completion?.heldOn],
  ];
  return days.filter((day): day is [string, string] => Boolean(day[1]));
}

/** An application with its report and catalogue is in no list. */
function givenBy(record: TakeOverLine): TakeOverFact[] {
  const elsewhere = record.registration && !OWN_ROUTES.includes(record.registration.route);
  return TAKE_OVER_FACTS.filter((fact) => {
    if (fact === 'application') return false;
    return record[fact] !== null || (fact === 'meeting' && elsewhere);
  });
}

async function write(ctx: ImportContext, taken: readonly Taken[]): Promise<ImportResult> {
  const { tx, now, personId } = ctx;
  const orders = taken.map(({ line, jurisdictionId }) => {
    const { project } = line.record;
    const listing = {
      ...{ year: ctx.options.year!, level: ctx.options.level!, category: project.category ?? ('continued' as const) },
      ...{ number: project.name.slice(0, 40), text: project.text },
    };
    return projectOrder(project, listing, jurisdictionId);
  });
  const made = await createProjects(tx, orders, { now, personId, source: 'take_over' });
  const acts: ImportAct[] = [];
  const drafts: Prisma.DraftCreateManyInput[] = [];
  const missing: OfficersTask[] = [];
  for (const [at, { line, needed }] of taken.entries()) {
    const { id: projectId, code, jurisdictionId } = made[at]!;
    const content = contentOf(ctx, line);
    if (needed.length === 0) acts.push({ project: code, kind: 'take_over.complete', content });
    else
      drafts.push({
        projectId,
        personId,
        kind: 'take_over.complete',
        body: content as Prisma.InputJsonObject,
        savedAt: now,
      });
    for (const subject of needed) missing.push({ projectId, jurisdictionId, subject });
  }
  await tx.draft.createMany({ data: drafts });
  await askOfficers(tx, 'supply-fact', missing, now);
  return { projects: made.map(({ code }) => code), acts };
}

/** The contents of the act that brings a project to its stage. */
function contentOf({ fileName, options }: ImportContext, { sheet, row, record }: Line): Record<string, unknown> {
  const { stage, source, parties, invitation, registration, meeting, completion } = record;
  return {
    stage,
    source: source ?? `${options.source ?? fileName} ${rowKey({ sheet, row })}`,
    parties: parties.map(({ role, name }) => ({ role, organisation: { name } })),
    ...(invitation && { invitation }),
    ...(registration && { registration }),
    ...(meeting && { meeting }),
    ...(completion && { completion }),
  };
}
