import { addDays, type LocalDate } from '../../domain/calendar/local-date';
import { atLocalTime } from '../../domain/calendar/local-time';
import { groupBy } from '../../domain/draw/group-by';
import type { Tx } from '../database/database';
import { ruleSetById } from '../rules/rule-set-for';

/** What panels found most often; `title` as the rule set has it by which a meeting was held. */
export interface CommonFinding {
  code: string;
  title: string;
  count: number;
  projects: number;
}

const MOST = 10;

/**
 * Findings of meetings whose result is announced, dropped and merged ones left out; the most frequent first.
 *
 * @param codes of projects
 */
export async function commonFindings(tx: Tx, codes: readonly string[], day: LocalDate): Promise<CommonFinding[]> {
  const rows = await tx.finding.findMany({
    where: {
      ...{ void: false, mergedIntoId: null, dropReason: null },
      at: { lt: new Date(atLocalTime(addDays(day, 1), '00:00')) },
      round: { step: { in: ['announced', 'ended'] }, project: { code: { in: [...codes] } } },
    },
    select: { code: true, round: { select: { ruleSetId: true, projectId: true } } },
  });
  const found: CommonFinding[] = [];
  for (const [code, own] of groupBy(rows, (row) => row.code)) {
    const { body } = await ruleSetById(tx, own[0]!.round.ruleSetId);
    const title = body.findings.kinds.find((kind) => kind.code === code)?.title ?? code;
    found.push({ code, title, count: own.length, projects: new Set(own.map(({ round }) => round.projectId)).size });
  }
  return found.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)).slice(0, MOST);
}
