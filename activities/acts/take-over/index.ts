import { completeTakeOver } from './complete-take-over';
import { releaseHeldMail } from './release-held-mail';
import { undoTakeOver } from './undo-take-over';

export const TAKE_OVER_ACTS = [completeTakeOver, releaseHeldMail, undoTakeOver];
