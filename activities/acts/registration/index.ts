import { answerRegistrationCorrections } from './answer-registration-corrections';
import { confirmRegistration } from './confirm-registration';
import { requestRegistrationCorrections } from './request-registration-corrections';
import { sendInvitation } from './send-invitation';
import { submitRegistration } from './submit-registration';

export const REGISTRATION_ACTS = [
  sendInvitation,
  submitRegistration,
  requestRegistrationCorrections,
  answerRegistrationCorrections,
  confirmRegistration,
];
