import { Refusal } from '../../../domain/errors';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import { issuePaper } from '../../papers/issue-paper';
import { ownersOf } from '../../people/recipients';
import { defineAct } from '../define-act';
import { decisionBody } from '../proposals/decision-body';
import { decide } from '../proposals/two-people';
import { serve } from '../service/serve';
import { type FindingNotice, openFindings } from './finding-notice';

/** The director approves: the notice goes out with its number. What was put right meanwhile is not asked for again. */
export const decideFindingNotice = defineAct({
  kind: 'finding_notice.decide',
  summary: 'Approve or send back a proposed rectification notice',
  body: decisionBody,
  async apply(ctx) {
    const proposal = await decide(ctx, 'finding_notice', ctx.body);
    const result = { proposalId: proposal.id };
    if (!ctx.body.approve) return { result };
    const { findingIds, workingDays } = proposal.content as unknown as FindingNotice;
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
