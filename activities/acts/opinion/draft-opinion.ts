import { z } from 'zod';
import { addWorkingDays } from '../../../domain/calendar/working-days';
import { Refusal } from '../../../domain/errors';
import { itemsFromFindings } from '../../../domain/rectification/rectification-item';
import { openClocks } from '../../clocks/clock-rows';
import { toLocalDate } from '../../database/dates';
import { tell } from '../../mail/enqueue';
import { projectPath } from '../../mail/paths';
import type { ProcessContext } from '../../process/process-context';
import { membersOf, requireRound } from '../../process/require-round';
import { defineAct } from '../define-act';
import { findingsOfRound } from './findings-of-round';

/** The leader writes the opinion; a new version before all have signed asks everybody to sign again. */
export const draftOpinion = defineAct({
  kind: 'opinion.draft',
  summary: 'Draft the acceptance opinion',
  body: z.object({
    overview: z.string().min(1).max(20_000),
    management: z.string().min(1).max(20_000),
    problems: z.string().max(20_000),
    advice: z.string().max(20_000),
    /** Required when the vote went against the score. */
    againstScoreReason: z.string().min(1).max(5_000).optional(),
  }),
  async apply(ctx) {
    const round = await requireRound(ctx);
    const { result } = round;
    if (!result?.announcedOn) throw new Refusal('RESULT_NOT_ANNOUNCED', { stage: ctx.project.stage });
    if (result.againstScore && !ctx.body.againstScoreReason) {
      throw new Refusal('REASON_REQUIRED', { field: 'againstScoreReason', allowed: 'the leader’s written reason' });
    }
    if (!result.passed && !ctx.body.problems.trim() && !(await asksForSomething(ctx, round.id))) {
      throw new Refusal('REASON_REQUIRED', {
        field: 'problems',
        allowed: 'what is to be put right, where no finding was marked for it',
      });
    }
    const previous = await ctx.tx.opinion.findFirst({ where: { roundId: round.id }, orderBy: { version: 'desc' } });
    if (previous && previous.state !== 'signing') {
      throw new Refusal('OPINION_STATE', { field: 'opinion', value: previous.state, allowed: ['signing'] });
    }
    const { againstScoreReason = null, ...text } = ctx.body;
    const opinion = await ctx.tx.opinion.create({
      data: {
        projectId: ctx.project.id,
        roundId: round.id,
        version: (previous?.version ?? 0) + 1,
        text,
        state: 'signing',
        passed: result.passed,
        againstScoreReason,
        draftFactId: ctx.factId,
      },
    });
    const [clock] = await openClocks(ctx, 'sign_opinion', round.id);
    const due = clock?.due ?? addWorkingDays(ctx.calendar, ctx.today, 1).date;
    const about = { announcedOn: toLocalDate(result.announcedOn), due, link: projectPath(ctx.project.code, 'opinion') };
    await tell(ctx, 'opinion-to-sign', membersOf(round), { opinion: opinion.id }, about, { roundId: round.id });
    return { result: { opinionId: opinion.id, version: opinion.version } };
  },
});

async function asksForSomething(ctx: ProcessContext, roundId: string): Promise<boolean> {
  return itemsFromFindings(ctx.rules.body.findings, await findingsOfRound(ctx, roundId)).length > 0;
}
