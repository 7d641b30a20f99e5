import { ACCOUNT_PAGES } from './account/index';
import { ACT_PAGES } from './acts/index';
import { ADMIN_PAGES } from './admin/index';
import { CALENDAR_PAGES } from './calendar/calendar-page';
import { DAILY_PAGES } from './daily/index';
import { DRAW_PAGES } from './draws/index';
import { EXPERT_PAGES } from './expert/index';
import { HOME_PAGES } from './home/index';
import { IMPORT_PAGES } from './imports/index';
import { MAIL_PAGES } from './mails/queue-page';
import type { Page } from './page';
import { PLAN_PAGES } from './plan/index';
import { LAST_PAGES, PROJECT_PAGES } from './project/index';
import { PROPOSAL_PAGES } from './proposals/index';
import { REGISTER_PAGES } from './registers/index';
import { ROOM_PAGES } from './room/index';
import { RULE_PAGES } from './rules/index';
import { SERVICE_PAGES } from './service/index';
import { SIGN_IN_PAGES } from './sign-in/index';
import { STATISTICS_PAGES } from './statistics/index';
import { VERIFY_PAGES } from './verify/index';
import { WITNESS_PAGES } from './witness/index';
import { WORDING_PAGES } from './wordings/index';

/** Every page; the router mounts them in this order. */
export const PAGES: readonly Page[] = [
  ...SIGN_IN_PAGES,
  ...ACCOUNT_PAGES,
  ...HOME_PAGES,
  ...PROPOSAL_PAGES,
  ...ADMIN_PAGES,
  ...REGISTER_PAGES,
  ...RULE_PAGES,
  ...CALENDAR_PAGES,
  ...WORDING_PAGES,
  ...ACT_PAGES,
  ...DAILY_PAGES,
  ...IMPORT_PAGES,
  ...MAIL_PAGES,
  ...PROJECT_PAGES,
  ...SERVICE_PAGES,
  ...ROOM_PAGES,
  ...EXPERT_PAGES,
  ...WITNESS_PAGES,
  ...DRAW_PAGES,
  ...VERIFY_PAGES,
  ...PLAN_PAGES,
  ...STATISTICS_PAGES,
  ...LAST_PAGES,
];
