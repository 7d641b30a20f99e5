import { refuseHandOver } from './refuse-hand-over';
import { signHandOver } from './sign-hand-over';
import { submitHandOver } from './submit-hand-over';

export const HAND_OVER_ACTS = [submitHandOver, refuseHandOver, signHandOver];
