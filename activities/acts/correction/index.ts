import { decideCorrection } from './decide-correction';
import { proposeCorrection } from './propose-correction';

export const CORRECTION_ACTS = [proposeCorrection, decideCorrection];
