import type { Stage } from '../lifecycle/stage';

/** Stages taken together, as charts colour them. */
export const PHASES = ['filing', 'review', 'acceptance', 'closing'] as const;
export type Phase = (typeof PHASES)[number];

export const PHASE_OF: Readonly<Record<Stage, Phase>> = {
  planned: 'filing',
  registering: 'filing',
  tracking: 'filing',
  reviewing: 'review',
  paneling: 'review',
  convening: 'acceptance',
  inspecting: 'acceptance',
  concluding: 'acceptance',
  rectifying: 'acceptance',
  reinspecting: 'acceptance',
  barred: 'acceptance',
  external: 'acceptance',
  awaiting_completion: 'closing',
  handing_over: 'closing',
  closed: 'closing',
};

/** How many are in each phase. */
export function countPhases(stages: readonly Stage[]): Record<Phase, number> {
  const counts: Record<Phase, number> = { filing: 0, review: 0, acceptance: 0, closing: 0 };
  for (const stage of stages) counts[PHASE_OF[stage]] += 1;
  return counts;
}
