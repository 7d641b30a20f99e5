import { decideOutcome } from './decide-outcome';
import { proposeOutcome } from './propose-outcome';

export const OUTCOME_ACTS = [proposeOutcome, decideOutcome];
