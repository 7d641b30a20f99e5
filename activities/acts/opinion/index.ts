import { draftOpinion } from './draft-opinion';
import { issueOpinion } from './issue-opinion';
import { sendBackOpinion } from './send-back-opinion';
import { signOpinion } from './sign-opinion';
import { submitOpinionForm } from './submit-form';

export const OPINION_ACTS = [draftOpinion, signOpinion, submitOpinionForm, sendBackOpinion, issueOpinion];
