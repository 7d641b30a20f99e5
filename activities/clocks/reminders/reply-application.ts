import { ensureClockTask } from '../clock-tasks';
import type { Reminder } from './reminder';

/** The bureau's own clock mails no owner: the officer's list says that the reply is due. */
export const remindToReply: Reminder = (ctx, clock) => ensureClockTask(ctx, clock, { kind: 'reply-application' });
