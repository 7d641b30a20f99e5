import { Refusal } from '../../../domain/errors';
import { expected } from '../../../domain/import/expected';
import type { Located } from '../../../domain/import/kind';
import type { PlanLine } from '../../../domain/import/kinds/plan';
import { LinkIndex, type LinkLine, type LinkTarget, lineKey } from '../../../domain/import/link-score';
import { type Problem, rowKey } from '../../../domain/import/report';
import { plain } from '../../../domain/import/text';
import { proposePlan } from '../../plan/propose-plan';
import type { ImportContext, ImportPlan, PlaceOf, PlannedRow } from '../import-context';
import { jurisdictionsOf } from './jurisdictions';
import { loadTargets } from './link-targets';

/**
 * An annual acceptance plan as a list of projects that there are: by their code, by the one that has the very name, or by what
 * the officer says. The plan proposed is exactly the list; projects of the plan before that it lacks are told.
 *
 * @throws Refusal PLAN_FIXED
 */
export async function planAnnualPlan(
  ctx: ImportContext,
  records: readonly Located<PlanLine>[],
  place: PlaceOf,
): Promise<ImportPlan> {
  const { tx, options, decisions, personId, now } = ctx;
  const [jurisdictionId, year] = [ctx.jurisdictionId!, options.year!];
  const jurisdictions = await jurisdictionsOf(tx, jurisdictionId);
  const present = await tx.annualPlan.findUnique({
    where: { jurisdictionId_year: { jurisdictionId, year } },
    include: { items: { include: { project: { select: { id: true, code: true, name: true } } } } },
  });
  if (present?.fixedOn) throw new Refusal('PLAN_FIXED', { field: 'year', value: year });
  const inPlan = new Map(present?.items.map(({ project }) => [project.id, project]));
  const targets = await loadTargets(tx, jurisdictions.ids);
  const index = new LinkIndex(targets);
  const said = await tx.listingDecision.findMany({ where: { jurisdictionId, projectId: { not: null } } });
  const remembered = new Map(said.map(({ line, projectId }) => [line, projectId]));
  const problems: Problem[] = [];
  const taken = new Map<string, string>();

  const rows = records.map((located): PlannedRow => {
    const { record } = located;
    const row: PlannedRow = { sheet: located.sheet, row: located.row, action: 'error', label: record.name };
    const link: LinkLine = { ...record, jurisdictionId: jurisdictions.find(record.district) ?? jurisdictionId };
    const candidates = index.candidates(link);
    const target = targetOf(record, decisions.links[rowKey(located)], remembered.get(lineKey(link)), targets);
    const fault = (
      problem: Pick<Problem, 'value' | 'allowed' | 'fix' | 'twin'> & {
        code: 'LINK_UNDECIDED' | 'NOT_FOUND' | 'ROW_DUPLICATE';
      },
    ) => void problems.push({ ...place(located, 'name'), severity: 'error', ...problem });
    if (!target) {
      row.candidates = candidates.map(({ target: { code, name }, score }) => ({ code, name, score }));
      const [best] = row.candidates;
      if (!best) fault({ code: 'NOT_FOUND', value: record.name, allowed: expected('known_project') });
      else
        fault({
          code: 'LINK_UNDECIDED',
          value: record.name,
          allowed: row.candidates.map(({ code }) => code),
          fix: best.code,
        });
      return row;
    }
    const twin = taken.get(target.id);
    if (twin) fault({ code: 'ROW_DUPLICATE', value: target.code, allowed: expected('once'), twin });
    taken.set(target.id, twin ?? rowKey(located));
    const project = { code: target.code, name: target.name };
    return { ...row, action: inPlan.has(target.id) ? 'skip' : 'link', project };
  });

  const missing = [...inPlan.values()].filter(({ id }) => !taken.has(id));
  const count = (action: PlannedRow['action']) => rows.filter((row) => row.action === action).length;
  return {
    rows,
    counts: { link: count('link'), skip: count('skip') },
    problems,
    missing: missing.map(({ code, name }) => ({ code, name })),
    async write() {
      const before = [...inPlan.keys()];
      const projectIds = [...taken.keys()];
      if (missing.length === 0 && before.length === projectIds.length) return {};
      await proposePlan(tx, { jurisdictionId, year, projectIds, personId, now });
      return { plan: { year, before, after: projectIds } };
    },
  };
}

function targetOf(
  { code, name, nationalCode }: PlanLine,
  decided: string | undefined,
  remembered: string | null | undefined,
  targets: readonly LinkTarget[],
): LinkTarget | undefined {
  if (decided !== undefined) return targets.find((target) => target.code === decided);
  const byCode = targets.find(
    (target) => target.code === code || (nationalCode && target.nationalCode === nationalCode),
  );
  if (byCode) return byCode;
  const named = targets.filter((target) => plain(target.name) === plain(name));
  return named.length === 1 ? named[0] : targets.find(({ id }) => id === remembered);
}
