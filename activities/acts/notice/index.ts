import { sendNotice } from './send-notice';
import { waiveNotice } from './waive-notice';

export const NOTICE_ACTS = [sendNotice, waiveNotice];
