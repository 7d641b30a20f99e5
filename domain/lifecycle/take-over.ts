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
