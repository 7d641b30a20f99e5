import { answerApplicationCorrections } from './answer-application-corrections';
import { decideReply } from './decide-reply';
import { proposeReply } from './propose-reply';
import { requestApplicationCorrections } from './request-application-corrections';
import { returnApplication } from './return-application';
import { submitApplication } from './submit-application';
import { withdrawApplication } from './withdraw-application';

export const APPLICATION_ACTS = [
  submitApplication,
  requestApplicationCorrections,
  answerApplicationCorrections,
  returnApplication,
  withdrawApplication,
  proposeReply,
  decideReply,
];
