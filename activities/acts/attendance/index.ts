import { confirmLeave } from './confirm-leave';
import { declareRecusal } from './declare-recusal';
import { recordLeave } from './record-leave';
import { resumeMeeting } from './resume-meeting';

export const ATTENDANCE_ACTS = [recordLeave, confirmLeave, declareRecusal, resumeMeeting];
