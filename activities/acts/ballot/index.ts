import { announceResult } from './announce-result';
import { castBallot } from './cast-ballot';
import { confirmAbsence } from './confirm-absence';
import { recordAbsence } from './record-absence';

export const BALLOT_ACTS = [castBallot, recordAbsence, confirmAbsence, announceResult];
