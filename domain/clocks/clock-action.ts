/** What a step of a clock does when it fires, with what it means to whom. A closed list: the activities perform each. */
export const CLOCK_ACTIONS = {
  'ask-date-or-application': 'officer asks the owner for a new planned date or the application',
  'confirm-suspension': 'director confirms the suspension anew or resumes the project',
  'decide-rectification': 'director extends the item, re-inspects as is, or treats it as failed',
  'escalate-director': 'shown in the director’s list',
  'escalate-officer': 'shown in the officer’s list',
  'escalate-parent': 'shown to the director of the parent bureau',
  'find-date': 'officer finds the unknown date that the clock counts from',
  'mark-risk': 'the project is marked at risk when its owner was silent for `period.riskAfterSilent` periods in a row',
  'phone-task': 'officer phones those whom the clock concerns',
  'propose-rectification-notice': 'a rectification notice is proposed to the officer',
  remind: 'one mail to those whom the clock concerns',
  'remind-or-replace-seat': 'officer reminds the body, or the director replaces its seat where the rule allows',
  'remind-receiver': 'one mail to the receiver of the hand-over',
  'require-waivers': 'the meeting opens only when all waive the notice',
  'return-to-previous-stage': 'the registration or application goes back to the stage before',
  'vacate-no-answer': 'the seat falls vacant, NO_ANSWER',
  'vacate-not-reached': 'the seat falls vacant, NOT_REACHED',
} as const;

export type ClockAction = keyof typeof CLOCK_ACTIONS;

export const CLOCK_ACTION_IDS = Object.keys(CLOCK_ACTIONS) as ClockAction[];
