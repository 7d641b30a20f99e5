import type { Stage } from '../../../domain/lifecycle/stage';
import type { Application, Paper } from '../../../prisma/generated/client';
import { stopClocks } from '../../clocks/run-clocks';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import type { ActContext } from '../../process/process-context';
import { ensureTask } from '../../tasks/ensure-task';
import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide } from '../proposals/two-people';
import { stopReporting } from '../reports/report-clocks';
import { serve } from '../service/serve';
import { applicationReference, requireApplication } from './applications';
import { leaveReview } from './leave-review';
import { reply } from './propose-reply';

/** The director approves the proposed reply, which goes out with its number, or sends the proposal back. */
export const decideReply = defineAct({
  kind: 'application.decide',
  summary: 'Decide on the proposed reply to the application',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'application', ctx.body);
    const application = await requireApplication(ctx, ['submitted', 'corrections_out']);
    if (proposal.state !== 'approved') {
      await ensureTask(ctx, { kind: 'review-application', subject: proposal.id, note: ctx.body.reason });
      return { result: { proposalId: proposal.id } };
    }
    const proposed = reply.parse(proposal.content);
    const paper = await issuePaper(ctx, { kind: 'reply', content: { applicationId: application.id, ...proposed } });
    const result = { applicationId: application.id, paperId: paper.id, reference: paper.reference };
    const to =
      proposed.decision === 'accept'
        ? await accept(ctx, application, paper)
        : await refuse(ctx, application, paper, proposed.reasons);
    return { to, result };
  },
});

/** A round begins under the rule set of the application: its days and seats are fixed next. */
async function accept(ctx: ActContext, application: Application, paper: Paper): Promise<Stage> {
  await ctx.tx.application.update({
    where: { id: application.id },
    data: { state: 'accepted', repliedFactId: ctx.factId },
  });
  await stopClocks(ctx, 'reply_application', application.id, ctx.envelope.occurredOn);
  await stopReporting(ctx);
  const rounds = await ctx.tx.round.count({ where: { projectId: ctx.project.id } });
  const round = await ctx.tx.round.create({
    data: {
      projectId: ctx.project.id,
      number: rounds + 1,
      kind: 'acceptance',
      step: 'days',
      applicationId: application.id,
      ruleSetId: application.ruleSetId,
    },
  });
  await ensureTask(ctx, { kind: 'plan-meeting', subject: round.id });
  const { owners, about } = await replyTo(ctx, application, paper);
  await tell(ctx, 'application-accepted', owners, { application: application.number }, about);
  return 'paneling';
}

async function refuse(
  ctx: ActContext,
  application: Application,
  paper: Paper,
  reasons: { title: string; reason: string }[],
): Promise<Stage> {
  const to = await leaveReview(ctx, application.id, 'refused', { reasons, replied: true });
  const { owners, about } = await replyTo(ctx, application, paper);
  await tell(ctx, 'application-refused', owners, { application: application.number }, { ...about, reasons });
  return to;
}

/** What either reply's mail says; the owner signs for it. */
async function replyTo(ctx: ActContext, application: Application, paper: Paper) {
  const owners = await ownersOf(ctx);
  const { signBy } = await serve(ctx, { subjectKind: 'reply', subjectId: application.id, to: owners });
  const about = {
    application: applicationReference(ctx, application),
    documentNumber: paper.reference,
    due: signBy,
    link: projectPath(ctx.project.code, 'application'),
  };
  return { owners, about };
}
