import { z } from 'zod';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import { Refusal } from '../../../domain/errors';
import type { Stage } from '../../../domain/lifecycle/stage';
import { toDate, toLocalDate } from '../../database/dates';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import { endRound } from '../../process/end-round';
import type { ActContext } from '../../process/process-context';
import { type RoundWithPanel, requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { ownerName } from '../hand-over/owner-name';
import { serve } from '../service/serve';
import { createItems } from './create-items';
import { currentOpinion } from './current-opinion';
import { requireIssuer } from './require-issuer';

const body = z.object({
  /** Typed by the issuer; left out, the next of the series. */
  number: z.int().min(1).optional(),
  gapReason: z.string().min(1).max(500).optional(),
});

/** The director finds the form in order and issues the opinion: the paper of record that ends the round. */
export const issueOpinion = defineAct({
  kind: 'opinion.issue',
  summary: 'Issue the acceptance opinion',
  body,
  async apply(ctx) {
    const round = await requireRound(ctx);
    const opinion = await currentOpinion(ctx, ['form_check']);
    if (!opinion.scanSha256)
      throw new Refusal('SCAN_REQUIRED', { field: 'scanSha256', allowed: 'the signed and sealed scan' });
    await requireIssuer(ctx, round);

    const content = { opinionId: opinion.id, passed: opinion.passed, roundNumber: round.number };
    const announcedOn = toLocalDate(round.result!.announcedOn!);
    const statement = { passed: opinion.passed, announcedOn, owner: await ownerName(ctx) };
    const paper = await issuePaper(ctx, { kind: 'opinion', content, statement, ...ctx.body });
    if (opinion.passed && ctx.rules.body.papers.certificate) {
      await issuePaper(ctx, { kind: 'certificate', content, statement });
    }
    await ctx.tx.opinion.update({
      where: { id: opinion.id },
      data: { state: 'issued', issuedOn: toDate(ctx.today), issuedFactId: ctx.factId, paperId: paper.id },
    });
    const items = await createItems(ctx, opinion);
    await endRound(ctx, round, opinion.passed ? 'passed' : 'failed');

    const due = addWorkingDays(ctx.calendar, ctx.today, ctx.rules.body.entry.serviceWorkingDays).date;
    const link = projectPath(ctx.project.code, 'opinion');
    const owners = await ownersOf(ctx);
    const about = { passed: opinion.passed, documentNumber: paper.reference ?? '', announcedOn, due, link };
    await tell(ctx, 'opinion-issued', owners, { opinion: opinion.id }, { ...about, openItems: items.length });
    await serve(ctx, { subjectKind: 'opinion', subjectId: opinion.id, to: owners });
    const to = await whatFollows(ctx, round, opinion.passed, items, { announcedOn, due, link });
    return { to, result: { opinionId: opinion.id, paperId: paper.id, reference: paper.reference } };
  },
});

/** Passed: completion acceptance may be held. Failed: rectification, and after a re-inspection the bar. */
async function whatFollows(
  ctx: ActContext,
  round: RoundWithPanel,
  passed: boolean,
  items: { title: string; termWorkingDays: number }[],
  { announcedOn, due, link }: { announcedOn: string; due: string; link: string },
): Promise<Stage> {
  const owners = await ownersOf(ctx);
  if (passed) {
    const planned = await ctx.tx.projectDate.findFirst({
      where: { projectId: ctx.project.id, kind: 'completion' },
      orderBy: { sequence: 'desc' },
    });
    const plannedCompletion = planned?.value && !planned.actual ? toLocalDate(planned.value) : null;
    await tell(ctx, 'completion-asked', owners, { request: round.number }, { plannedCompletion, link });
  }
  if (items.length > 0) {
    const notice = await issuePaper(ctx, { kind: 'rectification_notice', content: { roundId: round.id, items } });
    const about = { documentNumber: notice.reference ?? '', items, due, link };
    await tell(ctx, 'rectification-notice', owners, { round: round.number }, about);
    await serve(ctx, { subjectKind: 'rectification_notice', subjectId: round.id, to: owners });
  }
  if (passed) return 'awaiting_completion';
  if (round.kind === 'acceptance') return 'rectifying';
  // The panel asks the competent body for criticism (the Measures); the bureau prints the request and issues none itself.
  const request = await issuePaper(ctx, { kind: 'criticism_request', content: { roundId: round.id } });
  const barred = { documentNumber: request.reference ?? '', announcedOn, due, link };
  await tell(ctx, 'project-barred', owners, { round: round.number }, barred);
  return 'barred';
}
