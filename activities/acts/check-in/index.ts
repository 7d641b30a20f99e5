import { openShort } from './open-short';
import { recordCheckIn } from './record-check-in';

export const CHECK_IN_ACTS = [recordCheckIn, openShort];
