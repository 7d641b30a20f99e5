import { projectChain } from '../../domain/audit/audit-event';
import { assertTallyMayRun, outstandingSeats } from '../../domain/ballot/ballot';
import { type ReviewResult, reviewOutcome } from '../../domain/ballot/review-result';
import { tally } from '../../domain/ballot/tally';
import { panelScore } from '../../domain/scoring/panel-score';
import type { Prisma } from '../../prisma/generated/client';
import { appendAudit } from '../audit/append-audit';
import type { ActContext } from '../process/process-context';
import { openBallots, publishBallots } from '../sealed/ballots';
import { adjourn } from './adjourn';
import type { Review } from './review';
import { openedSheets, sheetsIn } from './sheets-in';
import { ballotsOf } from './votes';

/**
 * Tallies once every seat has voted or was recorded absent. When the absent votes could change the outcome there is no
 * result: what was cast stays sealed and stands, and the meeting adjourns.
 */
export async function settleBallot(ctx: ActContext, review: Review): Promise<void> {
  const { round, panel } = review;
  if (round.step !== 'voting') return;
  const { cast, absent } = await ballotsOf(ctx, review);
  if (outstandingSeats(panel, cast, absent).length > 0) return;
  assertTallyMayRun(panel, cast, absent);

  const { rubric, scoring } = ctx.rules.body;
  const score = panelScore(rubric, scoring, openedSheets(await sheetsIn(ctx.tx, round.id)));
  const ballots = await openBallots(ctx.tx, round.id);
  const votes = ballots.map(({ value }) => value);
  const outcome = reviewOutcome(scoring.decides, tally(panel.length, votes), score);
  if (!outcome.decided) return adjourn(ctx, review, 'no_result');

  await publishBallots(ctx.tx, round.id, ballots);
  await ctx.tx.result.create({ data: resultColumns(round.id, outcome.result) });
  await ctx.tx.round.update({ where: { id: round.id }, data: { step: 'tallied' } });
  const { pass, fail, abstain, absent: absences } = outcome.result.tally;
  await appendAudit(ctx.tx, projectChain(ctx.project.code), {
    type: 'ballots.opened',
    actorId: ctx.actorId,
    at: ctx.now,
    payload: { roundId: round.id, pass, fail, abstain, absent: absences },
  });
}

function resultColumns(roundId: string, { conclusion, decides, tally, score, grounds, againstScore }: ReviewResult) {
  const { panelSize, pass, fail, abstain, absent } = tally;
  return {
    roundId,
    panelSize,
    pass,
    fail,
    abstain,
    absent,
    passed: conclusion === 'passed',
    scoreHundredths: score.total,
    grade: score.grade,
    decides,
    grounds: grounds as unknown as Prisma.InputJsonArray,
    sections: score.sections as unknown as Prisma.InputJsonArray,
    againstScore,
  };
}
