import { MAIN_STAGES, SIDE_STAGES, type Stage } from '../../../domain/lifecycle/stage';

/** After which stage of the main line each side stage is shown. */
const AFTER: Partial<Record<Stage, Stage>> = {
  external: 'tracking',
  rectifying: 'concluding',
  reinspecting: 'concluding',
  barred: 'concluding',
};

export interface StageBar {
  stages: { stage: Stage; number: number | null; state: 'done' | 'current' | 'to-come'; side: boolean }[];
  now: { stage: Stage; number: number | null; of: number; next: Stage | null };
}

/**
 * The bar of stages: the main line, and side stages where the project is or was there.
 *
 * @param entered stages that the project entered so far, in any order
 */
export function stageBar(current: Stage, entered: readonly Stage[]): StageBar {
  const line = MAIN_STAGES.flatMap((stage) => [
    stage,
    ...SIDE_STAGES.filter((side) => AFTER[side] === stage && (side === current || entered.includes(side))),
  ]);
  const here = line.indexOf(current);
  const main = (stage: Stage) => MAIN_STAGES.indexOf(stage);
  return {
    stages: line.map((stage, at) => ({
      stage,
      number: main(stage) < 0 ? null : main(stage) + 1,
      state: at === here ? 'current' : at < here ? 'done' : 'to-come',
      side: main(stage) < 0,
    })),
    now: {
      stage: current,
      number: main(current) < 0 ? null : main(current) + 1,
      of: MAIN_STAGES.length,
      next: line.slice(here + 1).find((stage) => main(stage) >= 0) ?? null,
    },
  };
}
