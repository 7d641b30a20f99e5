import type { ClockKind } from '../../../domain/clocks/clock-kind';
import { remindOfCorrections } from './answer-corrections';
import { remindToApply } from './apply-by';
import { remindOfHandOver } from './hand-over';
import { remindOfFinding } from './inspection-finding';
import { remindInvited } from './invitation-reply';
import { remindToName } from './name-member';
import { remindToReport } from './periodic-report';
import { remindOfItem } from './rectification-item';
import { remindToRegister } from './register';
import type { Reminder } from './reminder';
import { remindToReply } from './reply-application';

/** How each kind of clock reminds. */
const REMINDERS: Partial<Record<ClockKind, Reminder>> = {
  register: remindToRegister,
  answer_corrections: remindOfCorrections,
  periodic_report: remindToReport,
  inspection_finding: remindOfFinding,
  apply_by: remindToApply,
  reply_application: remindToReply,
  name_member: remindToName,
  invitation_reply: remindInvited,
  rectification_item: remindOfItem,
  hand_over: remindOfHandOver,
};

/** @throws Error for a kind that has no reminder */
export function reminderOf(kind: ClockKind): Reminder {
  const reminder = REMINDERS[kind];
  if (!reminder) throw new Error(`Clock ${kind} has no reminder`);
  return reminder;
}
