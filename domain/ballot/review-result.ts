import { Refusal } from '../errors';
import type { PanelScore } from '../scoring/panel-score';
import type { Decides } from '../scoring/scoring-rule';
import { outcomeCouldChange, type Tally } from './tally';

export type Conclusion = 'passed' | 'failed';

/** What a failed project failed on. */
export type FailureGround =
  | { code: 'VOTE_NOT_PASSED' }
  | { code: 'BELOW_PASS_LINE' }
  | { code: 'SECTION_BELOW_FLOOR'; section: string };

/** The result of a meeting with all its numbers: what the opinion prints and the invariant checker recomputes. */
export interface ReviewResult {
  conclusion: Conclusion;
  decides: Decides;
  tally: Tally;
  score: PanelScore;
  /** Empty when passed. */
  grounds: FailureGround[];
  /** The vote decides and went against the score: the opinion needs the leader's written reason. */
  againstScore: boolean;
}

/** A result, or none: then nothing is told of the ballots; they stay sealed, stand, and the meeting resumes. */
export type ReviewOutcome = { decided: true; result: ReviewResult } | { decided: false };

/** The outcome of a closed ballot. There is none when the absent votes could change it. */
export function reviewOutcome(decides: Decides, tally: Tally, score: PanelScore): ReviewOutcome {
  const failedByScore = decides === 'vote' ? [] : scoreGrounds(score);
  if (decides !== 'score' && failedByScore.length === 0 && outcomeCouldChange(tally)) return { decided: false };
  const failedByVote = decides !== 'score' && !tally.passed ? [{ code: 'VOTE_NOT_PASSED' as const }] : [];
  const grounds = [...failedByVote, ...failedByScore];
  return {
    decided: true,
    result: {
      conclusion: grounds.length === 0 ? 'passed' : 'failed',
      decides,
      tally,
      score,
      grounds,
      againstScore: decides === 'vote' && tally.passed !== score.passed,
    },
  };
}

/** Refuses `LEADER_REASON_REQUIRED` for an opinion whose vote goes against its score without the leader's words. */
export function assertLeaderReason(result: ReviewResult, reason: string | null): void {
  if (result.againstScore && !reason?.trim()) {
    throw new Refusal('LEADER_REASON_REQUIRED', { field: 'leaderReason', allowed: 'text' });
  }
}

function scoreGrounds(score: PanelScore): FailureGround[] {
  return [
    ...(score.total < score.passLine ? [{ code: 'BELOW_PASS_LINE' as const }] : []),
    ...score.sections
      .filter((section) => !section.floorMet)
      .map(({ section }) => ({ code: 'SECTION_BELOW_FLOOR' as const, section })),
  ];
}
