import { z } from 'zod';
import { Refusal } from '../../../domain/errors';
import type { Service, VisitFinding } from '../../../prisma/generated/client';
import { openClocks } from '../../clocks/clock-rows';
import { settleClockTasks } from '../../clocks/clock-tasks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { defineAct } from '../define-act';
import { prose } from '../field-types';
import { decisionBody } from '../proposals/decision-body';
import { decide, propose } from '../proposals/two-people';
import { serve } from '../service/serve';
import { findingTerm, runFindingClock } from './finding-term';
import { requireFinding } from './findings';

/** What a rectification notice about a visit asks for. */
interface NoticeContent {
  findingIds: string[];
  workingDays: number;
}

const body = z.object({
  findingIds: z.array(z.uuid()).min(1).max(100),
  /** The new term, counted from the service of the notice; left out, the rule's. */
  workingDays: z.int().optional(),
  reason: prose(2_000),
});

/** Findings of a visit were not put right in their term: the officer proposes the notice 整改通知书 that asks for it anew. */
export const proposeFindingNotice = defineAct({
  kind: 'finding_notice.propose',
  summary: 'Propose a rectification notice about findings whose term has passed',
  body,
  async apply(ctx) {
    const { findingIds, reason } = ctx.body;
    const workingDays = findingTerm(ctx, 'workingDays', ctx.body.workingDays);
    for (const [at, id] of findingIds.entries()) await requireOverdue(ctx, `findingIds[${at}]`, id);
    const content = { findingIds, workingDays };
    const { id: proposalId } = await propose(ctx, { kind: 'finding_notice', content, reason });
    for (const id of findingIds) await settleClockTasks(ctx, 'inspection_finding', id);
    return { result: { proposalId } };
  },
});

/** The director approves: the notice goes out with its number. What was put right meanwhile is not asked for again. */
export const decideFindingNotice = defineAct({
  kind: 'finding_notice.decide',
  summary: 'Approve or send back a proposed rectification notice',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'finding_notice', ctx.body);
    const result = { proposalId: proposal.id };
    if (!ctx.body.approve) return { result };
    const { findingIds, workingDays } = proposal.content as unknown as NoticeContent;
    const findings = await openFindings(ctx, findingIds);
    if (findings.length === 0) {
      throw new Refusal('NOTHING_CHANGED', { field: 'proposalId', allowed: 'findings that are still open' });
    }
    const content = { findingIds: findings.map(({ id }) => id), workingDays };
    const paper = await issuePaper(ctx, { kind: 'rectification_notice', content });
    const owners = await ownersOf(ctx);
    const { signBy } = await serve(ctx, { subjectKind: 'finding_notice', subjectId: paper.id, to: owners });
    const about = {
      documentNumber: paper.reference ?? '',
      findings: findings.map(({ text }) => ({ title: text, termWorkingDays: workingDays })),
      due: signBy,
      link: projectPath(ctx.project.code, 'findings'),
    };
    await tell(ctx, 'finding-notice', owners, { notice: paper.id }, about);
    return { result: { ...result, paperId: paper.id, reference: paper.reference } };
  },
});

/** The notice was served: its findings have their new term, but for those put right already. */
export async function findingNoticeServed(ctx: ActContext, service: Service & { servedOn: Date }): Promise<undefined> {
  const paper = await ctx.tx.paper.findUniqueOrThrow({ where: { id: service.subjectId } });
  const { findingIds, workingDays } = paper.content as unknown as NoticeContent;
  for (const { id } of await openFindings(ctx, findingIds))
    await runFindingClock(ctx, id, service.servedOn, workingDays);
  return undefined;
}

/** @throws Refusal NOT_FOUND, ITEM_STATE, TERM_NOT_PASSED */
async function requireOverdue(ctx: ActContext, field: string, id: string): Promise<void> {
  await requireFinding(ctx, id, 'open');
  const [clock] = await openClocks(ctx, 'inspection_finding', id);
  if (clock?.ends && clock.ends <= ctx.now.toISOString()) return;
  throw new Refusal('TERM_NOT_PASSED', { field, value: clock?.due ?? null, allowed: 'after the term' });
}

function openFindings(ctx: ActContext, ids: string[]): Promise<VisitFinding[]> {
  const where = { id: { in: ids }, visit: { projectId: ctx.project.id }, state: 'open' as const };
  return ctx.tx.visitFinding.findMany({ where, orderBy: [{ visit: { recordedAt: 'asc' } }, { number: 'asc' }] });
}
