import fc from 'fast-check';
import { VOTES, type Vote } from '../../../domain/ballot/ballot';
import { assertLeaderReason, type ReviewResult, reviewOutcome } from '../../../domain/ballot/review-result';
import { tally } from '../../../domain/ballot/tally';
import { type PanelScore, panelScore } from '../../../domain/scoring/panel-score';
import { DECIDES, type Decides } from '../../../domain/scoring/scoring-rule';
import { refusalOf } from '../refusal-of';
import { defaultRules } from '../rules/seed-rule-sets';
import { anySheet, sheetOf } from '../scoring/sheets';

const { rubric, scoring } = defaultRules;
const score = (points: Record<string, number>) => panelScore(rubric, scoring, [sheetOf(rubric, 's1', points)]);
const good = score({ '2.1': 20 });
const lowQuality = score({ '2.1': 10, '2.2': 11.5 });
const poor = score({ '2.1': 5, '2.2': 5, '1.2': 0, '3.1': 0 });
const cast = (pass: number, fail: number): Vote[] => [
  ...Array<Vote>(pass).fill('pass'),
  ...Array<Vote>(fail).fill('fail'),
];

function resultOf(decides: Decides, votes: Vote[], panelScore: PanelScore, size = 7): ReviewResult {
  const outcome = reviewOutcome(decides, tally(size, votes), panelScore);
  if (!outcome.decided) throw new Error('There is no result');
  return outcome.result;
}

describe('the result', () => {
  it.each<[Decides, number, PanelScore, 'passed' | 'failed', string[]]>([
    ['vote', 4, good, 'passed', []],
    ['vote', 4, poor, 'passed', []],
    ['vote', 3, good, 'failed', ['VOTE_NOT_PASSED']],
    ['score', 0, good, 'passed', []],
    ['score', 7, lowQuality, 'failed', ['SECTION_BELOW_FLOOR']],
    ['vote_and_score', 4, good, 'passed', []],
    ['vote_and_score', 3, good, 'failed', ['VOTE_NOT_PASSED']],
    ['vote_and_score', 7, lowQuality, 'failed', ['SECTION_BELOW_FLOOR']],
    ['vote_and_score', 3, poor, 'failed', ['VOTE_NOT_PASSED', 'BELOW_PASS_LINE', 'SECTION_BELOW_FLOOR']],
  ])('by %s with %d of 7 votes', (decides, pass, panelScore, conclusion, grounds) => {
    const result = resultOf(decides, cast(pass, 7 - pass), panelScore);
    expect(result.conclusion).toBe(conclusion);
    expect(result.grounds.map(({ code }) => code)).toEqual(grounds);
  });

  it('names the section below its floor and carries all numbers', () => {
    const result = resultOf('vote_and_score', cast(7, 0), lowQuality);
    expect(result.grounds).toEqual([{ code: 'SECTION_BELOW_FLOOR', section: '2' }]);
    expect(result).toMatchObject({ tally: { pass: 7, needed: 4 }, score: { total: 7150 } });
  });

  it('is none when the absent could turn the vote, and tells nothing of the ballots', () => {
    expect(reviewOutcome('vote', tally(7, cast(3, 3)), good)).toEqual({ decided: false });
    expect(reviewOutcome('vote_and_score', tally(7, cast(3, 3)), good)).toEqual({ decided: false });
  });

  it('stands without the absent when the score alone has failed it', () => {
    expect(resultOf('vote_and_score', cast(3, 3), poor).conclusion).toBe('failed');
    expect(resultOf('score', cast(3, 3), good).conclusion).toBe('passed');
  });

  it('by vote against the score needs the leader’s reason', () => {
    const against = resultOf('vote', cast(4, 3), poor);
    expect(against.againstScore).toBe(true);
    expect(refusalOf(() => assertLeaderReason(against, null)).code).toBe('LEADER_REASON_REQUIRED');
    expect(refusalOf(() => assertLeaderReason(against, ' ')).code).toBe('LEADER_REASON_REQUIRED');
    expect(() => assertLeaderReason(against, '问题已当场整改')).not.toThrow();
    expect(resultOf('vote', cast(3, 4), good).againstScore).toBe(true);
    expect(() => assertLeaderReason(resultOf('vote', cast(4, 3), good), null)).not.toThrow();
    expect(resultOf('vote_and_score', cast(7, 0), poor).againstScore).toBe(false);
  });

  it('for any votes and sheets has grounds exactly when failed, and no outcome exactly when the absent decide', () => {
    const sheets = fc.array(anySheet(rubric, scoring), { minLength: 1, maxLength: 7 });
    const votes = fc.array(fc.constantFrom(...VOTES), { maxLength: 7 });
    fc.assert(
      fc.property(fc.constantFrom(...DECIDES), votes, sheets, (decides, given, scored) => {
        const panelsScore = panelScore(rubric, scoring, scored);
        const conclusionWith = (all: Vote[]) => {
          const vote = tally(7, all).passed || decides === 'score';
          return vote && (panelsScore.passed || decides === 'vote') ? 'passed' : 'failed';
        };
        const outcome = reviewOutcome(decides, tally(7, given), panelsScore);
        const allPass = [...given, ...Array<Vote>(7 - given.length).fill('pass')];
        expect(outcome.decided).toBe(conclusionWith(given) === conclusionWith(allPass));
        if (!outcome.decided) return;
        expect(outcome.result.conclusion).toBe(conclusionWith(given));
        expect(outcome.result.grounds.length > 0).toBe(outcome.result.conclusion === 'failed');
      }),
    );
  });
});
