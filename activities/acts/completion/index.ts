import { recordCompletion } from './record-completion';
import { recordGateBreach } from './record-gate-breach';

export const COMPLETION_ACTS = [recordCompletion, recordGateBreach];
