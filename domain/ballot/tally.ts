import type { Vote } from './ballot';

export interface Tally {
  /** Seats of the panel as appointed: the denominator. */
  panelSize: number;
  pass: number;
  fail: number;
  abstain: number;
  absent: number;
  /** Fewest 合格 with which the project passes. */
  needed: number;
  passed: boolean;
}

/**
 * Counts the votes of a panel of `panelSize` seats; who cast none is absent. Passed when 合格 > panel ÷ 2
 * (the Measures: half of the members or more agree; with an odd panel that is a simple majority of the whole panel).
 * Throws a RangeError when there are more votes than seats.
 */
export function tally(panelSize: number, votes: readonly Vote[]): Tally {
  if (votes.length > panelSize) throw new RangeError(`${votes.length} votes of ${panelSize} seats`);
  const count = (vote: Vote) => votes.filter((cast) => cast === vote).length;
  const pass = count('pass');
  return {
    panelSize,
    pass,
    fail: count('fail'),
    abstain: count('abstain'),
    absent: panelSize - votes.length,
    needed: Math.floor(panelSize / 2) + 1,
    passed: 2 * pass > panelSize,
  };
}

/** Whether the absent seats, had they voted, could have turned the outcome: then the meeting has no result. */
export function outcomeCouldChange({ panelSize, pass, absent, passed }: Tally): boolean {
  return !passed && 2 * (pass + absent) > panelSize;
}
