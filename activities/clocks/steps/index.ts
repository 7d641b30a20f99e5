import type { ClockAction } from '../../../domain/clocks/clock-action';
import type { StepDefinition } from '../define-step';
import { askDateOrApplication } from './ask-date-or-application';
import { confirmSuspension } from './confirm-suspension';
import { decideRectification } from './decide-rectification';
import { escalateDirector, escalateOfficer, escalateParent } from './escalate';
import { findDate } from './find-date';
import { markRisk } from './mark-risk';
import { phoneTask } from './phone-task';
import { proposeRectificationNotice } from './propose-rectification-notice';
import { remind } from './remind';
import { remindOrReplaceSeat } from './remind-or-replace-seat';
import { remindReceiver } from './remind-receiver';
import { requireWaivers } from './require-waivers';
import { returnToPreviousStage } from './return-to-previous-stage';
import { vacateNoAnswer, vacateNotReached } from './vacate';

const STEPS: readonly StepDefinition[] = [
  askDateOrApplication,
  confirmSuspension,
  decideRectification,
  escalateDirector,
  escalateOfficer,
  escalateParent,
  findDate,
  markRisk,
  phoneTask,
  proposeRectificationNotice,
  remind,
  remindOrReplaceSeat,
  remindReceiver,
  requireWaivers,
  returnToPreviousStage,
  vacateNoAnswer,
  vacateNotReached,
];

const byAction = new Map(STEPS.map((definition) => [definition.action, definition]));

/** @throws Error for an action that nobody performs */
export function stepDefinition(action: ClockAction): StepDefinition {
  const definition = byAction.get(action);
  if (!definition) throw new Error(`No step ${action} is defined`);
  return definition;
}
