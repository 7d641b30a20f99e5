import { planMeeting } from './plan-meeting';
import { postponeMeeting } from './postpone-meeting';

export const MEETING_ACTS = [planMeeting, postponeMeeting];
