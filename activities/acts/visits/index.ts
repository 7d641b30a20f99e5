import { answerFinding } from './answer-finding';
import { decideFindingNotice } from './decide-finding-notice';
import { proposeFindingNotice } from './propose-finding-notice';
import { recordVisit } from './record-visit';
import { verifyFinding } from './verify-finding';

export const VISITS_ACTS = [recordVisit, answerFinding, verifyFinding, proposeFindingNotice, decideFindingNotice];
