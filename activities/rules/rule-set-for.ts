import type { LocalDate } from '../../domain/calendar/local-date';
import type { RuleSet } from '../../domain/rules/rule-set';
import { ruleSetInForce } from '../../domain/rules/rule-set-in-force';
import type { Jurisdiction, Project } from '../../prisma/generated/client';
import type { Tx } from '../database/database';

export interface RuleSetRow {
  id: string;
  body: RuleSet;
}

/** Versions never change, so a body read once is good for ever. */
const bodies = new Map<string, RuleSet>();

/** The rule set a project's case is pinned to; before an application was received the one in force on the day. */
export async function ruleSetFor(
  tx: Tx,
  project: Project & { jurisdiction: Jurisdiction },
  today: LocalDate,
): Promise<RuleSetRow> {
  const pinned = await tx.application.findFirst({
    where: { projectId: project.id, state: { in: ['submitted', 'corrections_out', 'accepted'] } },
    orderBy: { number: 'desc' },
    select: { ruleSetId: true },
  });
  return pinned ? ruleSetById(tx, pinned.ruleSetId) : ruleSetOn(tx, project, today);
}

/** The rule set in force for a project on a day, whatever its case is pinned to. */
export async function ruleSetOn(
  tx: Tx,
  project: Pick<Project, 'industry'> & { jurisdiction: Jurisdiction },
  on: LocalDate,
): Promise<RuleSetRow> {
  // What ships with the software has no proposer; what a bureau makes counts once a second person approved it.
  const [{ heads, parent }] = await tx.$queryRaw<[{ heads: string[]; parent: string | null }]>`
    SELECT ARRAY(SELECT id::text FROM "RuleSetVersion" WHERE "approvedById" IS NOT NULL OR "proposedById" IS NULL) AS heads,
      (SELECT code FROM "Jurisdiction" WHERE id = ${project.jurisdiction.parentId}::uuid) AS parent`;
  const candidates = await Promise.all(heads.map((id) => ruleSetById(tx, id)));
  const jurisdictions = [project.jurisdiction.code, ...(parent ? [parent] : [])];
  const inForce = ruleSetInForce(
    candidates.map(({ id, body }) => ({ ...body, id })),
    { industry: project.industry, jurisdictions },
    on,
  );
  return ruleSetById(tx, inForce.id);
}

/** A version by its id, as clocks and cases are pinned to it. */
export async function ruleSetById(tx: Tx, id: string): Promise<RuleSetRow> {
  const known = bodies.get(id);
  if (known) return { id, body: known };
  const { body } = await tx.ruleSetVersion.findUniqueOrThrow({ where: { id }, select: { body: true } });
  bodies.set(id, body as unknown as RuleSet);
  return { id, body: body as unknown as RuleSet };
}
