import type { Stage } from './stage';

/**
 * Stages in which a project may be taken over in mid-life: none in which a panel sits. A panel called elsewhere cannot be
 * verified here, so such a project begins with its panel, and a re-inspection with the items that lead to it.
 */
export const TAKE_OVER_STAGES = [
  'registering',
  'tracking',
  'reviewing',
  'paneling',
  'rectifying',
  'barred',
  'external',
  'awaiting_completion',
  'handing_over',
] as const satisfies readonly Stage[];

export type TakeOverStage = (typeof TAKE_OVER_STAGES)[number];

/** A stage's own facts, as far as a project taken over brings them along. */
export const TAKE_OVER_FACTS = ['invitation', 'registration', 'application', 'meeting', 'completion'] as const;

export type TakeOverFact = (typeof TAKE_OVER_FACTS)[number];

/** Without these there is nothing that could go on. Others that the stage has and nobody knows are asked for as tasks. */
const NEEDED: Readonly<Record<TakeOverStage, readonly TakeOverFact[]>> = {
  registering: [],
  tracking: ['registration'],
  reviewing: ['registration', 'application'],
  paneling: ['registration', 'application'],
  rectifying: ['registration', 'application', 'meeting'],
  barred: ['registration', 'application', 'meeting'],
  external: ['registration'],
  awaiting_completion: ['registration'],
  handing_over: ['registration', 'completion'],
};

const WANTED: Readonly<Record<TakeOverStage, readonly TakeOverFact[]>> = {
  ...NEEDED,
  registering: ['invitation'],
  awaiting_completion: ['registration', 'meeting'],
  handing_over: ['registration', 'meeting', 'completion'],
};

/** The facts of a stage that are not there: those it cannot be taken over without, and those to be found. */
export function missingFacts(stage: TakeOverStage, given: readonly TakeOverFact[]) {
  const missing = (facts: readonly TakeOverFact[]) => facts.filter((fact) => !given.includes(fact));
  const needed = missing(NEEDED[stage]);
  return { needed, wanted: missing(WANTED[stage]).filter((fact) => !needed.includes(fact)) };
}

/** Of a meeting before the take-over, what its result is judged by. */
export interface ResultBefore {
  passed: boolean;
  votes: { panelSize: number; pass: number; fail: number; abstain: number; absent: number };
  items: readonly unknown[];
}

/**
 * What of a result does not fit its votes or the stage that it led to; null where all does.
 *
 * @param byVote the vote alone decides
 */
export function resultFault(
  stage: TakeOverStage,
  { passed, votes, items }: ResultBefore,
  byVote: boolean,
): { field: 'votes.panelSize' | 'votes' | 'passed' | 'items'; value: unknown; allowed: string } | null {
  const { panelSize, pass, fail, abstain, absent } = votes;
  if (panelSize < 5 || panelSize % 2 === 0) {
    return { field: 'votes.panelSize', value: panelSize, allowed: 'an odd number from 5' };
  }
  if (pass + fail + abstain + absent !== panelSize) {
    return { field: 'votes', value: votes, allowed: 'as many as the panel has seats' };
  }
  if (byVote && passed !== pass * 2 > panelSize) {
    return { field: 'passed', value: passed, allowed: 'what more than half of the panel voted' };
  }
  const failedStage = stage === 'rectifying' || stage === 'barred';
  if (passed === failedStage) return { field: 'passed', value: passed, allowed: failedStage ? 'failed' : 'passed' };
  if (stage === 'rectifying' && items.length === 0) {
    return { field: 'items', value: items, allowed: 'what is still to be put right' };
  }
  return null;
}
