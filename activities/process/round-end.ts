import type { Outcome } from '../../domain/lifecycle/stage';

/** Why a round is over: what its opinion says, or what ended it before. */
export type RoundEnd = 'passed' | 'failed' | 'application_withdrawn' | Outcome;
