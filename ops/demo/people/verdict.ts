import type { Scenario } from '../scenarios/scenario';
import type { Round } from './project-view';

/** What a panel makes of a project, by its story and how often panels decided before. */
export interface Verdict {
  passes: boolean;
  /** Points of each item that remain: a score below the pass line is a vote's business only where the rules say so. */
  share: number;
  findings: { code: string; mark: 'must_fix' | 'fix' | 'advice' }[];
}

const SOUND: Verdict = { passes: true, share: 1, findings: [{ code: 'T-06', mark: 'advice' }] };

const FAILED: Verdict = {
  passes: false,
  share: 0.6,
  findings: [
    { code: 'W-02', mark: 'must_fix' },
    { code: 'Q-02', mark: 'must_fix' },
    { code: 'T-03', mark: 'fix' },
  ],
};

export function verdictOf({ result }: Scenario, decidedBefore: number): Verdict {
  switch (result) {
    case 'with_items':
      return {
        ...SOUND,
        findings: [
          { code: 'Q-03', mark: 'fix' },
          { code: 'T-03', mark: 'fix' },
        ],
      };
    case 'against_score':
      return { ...SOUND, share: 0.65 };
    case 'failed_once':
      return decidedBefore === 0 ? FAILED : SOUND;
    case 'failed_twice':
      return decidedBefore < 2 ? FAILED : SOUND;
    default:
      return SOUND;
  }
}

/** Panels of this project that came to a result. */
export const decidedBefore = (rounds: readonly Round[]): number =>
  rounds.filter(({ endedAt, result }) => endedAt !== null && result !== null).length;
