import { closeDeliberation } from './close-deliberation';
import { markFindings } from './mark-findings';

export const DELIBERATION_ACTS = [markFindings, closeDeliberation];
