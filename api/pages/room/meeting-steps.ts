import type { RoundStep } from '../../../domain/lifecycle/stage';
import type { Room, Round } from './room';
import { awaited } from './room';

/** What happens in a meeting, in its order. */
export const MEETING_STEPS = [
  'check-in',
  'sample',
  'assign',
  'inspect',
  'score',
  'deliberate',
  'vote',
  'announce',
] as const;

export type MeetingStep = (typeof MEETING_STEPS)[number];

const AT: Partial<Record<RoundStep, number>> = {
  full: 0,
  sampling: 1,
  inspecting: 3,
  deliberating: 5,
  voting: 6,
  tallied: 7,
  announced: 8,
  ended: 8,
};

/** How far a meeting is: the number of its steps that are done. An adjourned one stands where it was adjourned. */
export function stepsDone(
  { step, adjournedFrom }: Pick<Round, 'step' | 'adjournedFrom'>,
  volumesAwaited: number,
): number {
  const at = AT[step === 'adjourned' ? (adjournedFrom ?? 'full') : step] ?? 0;
  return at === AT.inspecting && volumesAwaited === 0 ? at + 1 : at;
}

export interface StepsBar {
  steps: { step: MeetingStep; number: number; state: 'done' | 'current' | 'to-come' }[];
  now: MeetingStep | null;
  number: number;
  of: number;
  next: MeetingStep | null;
}

export function stepsBar({ round, volumes }: Pick<Room, 'round' | 'volumes'>): StepsBar {
  const done = stepsDone(round, awaited(volumes).length);
  return {
    steps: MEETING_STEPS.map((step, at) => ({
      step,
      number: at + 1,
      state: at < done ? 'done' : at === done ? 'current' : 'to-come',
    })),
    now: MEETING_STEPS[done] ?? null,
    number: done + 1,
    of: MEETING_STEPS.length,
    next: MEETING_STEPS[done + 1] ?? null,
  };
}
