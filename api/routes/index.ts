import type { Route } from '../route';
import { ABSENCE_ROUTES } from './absences';
import { ACCOUNT_ROUTES } from './accounts';
import { ACT_ROUTES } from './acts';
import { ANNUAL_PLAN_ROUTES } from './annual-plans';
import { AUDIT_ROUTES } from './audit';
import { CASE_PACKAGE_ROUTES } from './case-packages';
import { CATALOGUE_ROUTES } from './catalogues';
import { CEREMONY_ROUTES } from './ceremonies';
import { CLOCK_ROUTES } from './clocks';
import { DECISION_ROUTES } from './decisions';
import { DIGEST_ROUTES } from './digest';
import { DRAFT_ROUTES } from './drafts';
import { DRAW_REFILL_ROUTES } from './draw-refills';
import { FILE_ROUTES } from './files';
import { GRANT_ROUTES } from './grants';
import { HAND_OVER_MANIFEST_ROUTES } from './hand-over-manifests';
import { HOLIDAY_NOTICE_EFFECT_ROUTES } from './holiday-notice-effects';
import { HOLIDAY_NOTICE_ROUTES } from './holiday-notices';
import { IMPORT_COLUMN_ROUTES } from './import-columns';
import { IMPORT_WRITING_ROUTES } from './import-writing';
import { IMPORT_ROUTES } from './imports';
import { INSTALLATION_ROUTES } from './installation';
import { JURISDICTION_ROUTES } from './jurisdictions';
import { LINK_ROUTES } from './links';
import { LISTING_ROUTES } from './listings';
import { MAIL_ROUTES } from './mails';
import { ME_ROUTES } from './me';
import { MEMBERSHIP_ROUTES } from './memberships';
import { NOT_MINE_ROUTES } from './not-mine';
import { OFFICE_PAPER_ROUTES } from './office-papers';
import { ORGANISATION_ROUTES } from './organisations';
import { PAPER_PACK_ROUTES } from './paper-packs';
import { PAPER_ROUTES } from './papers';
import { PEOPLE_ROUTES } from './people';
import { PEOPLE_ABSENCE_ROUTES } from './people-absences';
import { PLAN_YEAR_ROUTES } from './plan-year';
import { POOL_MEMBER_ROUTES } from './pool-members';
import { PRACTICE_TIME_ROUTES } from './practice-time';
import { PROJECT_COUNT_ROUTES } from './project-counts';
import { PROJECT_DRAW_ROUTES } from './project-draws';
import { PROJECT_HISTORY_ROUTES } from './project-history';
import { PROJECT_PART_ROUTES } from './project-parts';
import { PROJECT_ROUTES } from './projects';
import { PROPOSAL_ROUTES } from './proposals';
import { PUBLIC_DRAW_ROUTES } from './public-draws';
import { PUBLIC_PAPER_ROUTES } from './public-papers';
import { PUBLIC_PROJECT_ROUTES } from './public-projects';
import { RELATION_ROUTES } from './relations';
import { REPORT_ROUTES } from './reports';
import { REVEAL_CEREMONY_ROUTES } from './reveal-ceremony';
import { ROUND_ATTENDANCE_ROUTES } from './round-attendance';
import { ROUND_SHEET_ROUTES } from './round-sheets';
import { ROUND_VOLUME_ROUTES } from './round-volumes';
import { ROUND_ROUTES } from './rounds';
import { RULE_SET_EFFECT_ROUTES } from './rule-set-effects';
import { RULE_SET_ROUTES } from './rule-sets';
import { SCHEDULE_ROUTES } from './schedules';
import { SEAT_ROUTES } from './seats';
import { SERVICE_ROUTES } from './services';
import { SESSION_ROUTES } from './session';
import { SESSIONS_ROUTES } from './sessions';
import { STATISTICS_ROUTES } from './statistics';
import { TAKE_OVER_ROUTES } from './take-overs';
import { TASK_ROUTES } from './tasks';
import { TOKEN_ROUTES } from './tokens';
import { WORDING_PREVIEW_ROUTES } from './wording-previews';
import { WORDING_ROUTES } from './wordings';

/** Every route of the API; the router, the document and its page are made from this list. */
export const ROUTES: readonly Route[] = [
  ...ACT_ROUTES,
  ...ROUND_ROUTES,
  ...PROJECT_ROUTES,
  ...PROJECT_COUNT_ROUTES,
  ...PROJECT_PART_ROUTES,
  ...PROJECT_HISTORY_ROUTES,
  ...CASE_PACKAGE_ROUTES,
  ...CATALOGUE_ROUTES,
  ...CEREMONY_ROUTES,
  ...REVEAL_CEREMONY_ROUTES,
  ...SERVICE_ROUTES,
  ...SESSION_ROUTES,
  ...SESSIONS_ROUTES,
  ...LINK_ROUTES,
  ...ME_ROUTES,
  ...TOKEN_ROUTES,
  ...PEOPLE_ABSENCE_ROUTES,
  ...DRAFT_ROUTES,
  ...SEAT_ROUTES,
  ...ROUND_SHEET_ROUTES,
  ...PUBLIC_PAPER_ROUTES,
  ...ROUND_ATTENDANCE_ROUTES,
  ...ROUND_VOLUME_ROUTES,
  ...PUBLIC_PROJECT_ROUTES,
  ...PUBLIC_DRAW_ROUTES,
  ...PAPER_PACK_ROUTES,
  ...DECISION_ROUTES,
  ...WORDING_ROUTES,
  ...WORDING_PREVIEW_ROUTES,
  ...PAPER_ROUTES,
  ...PROPOSAL_ROUTES,
  ...PROJECT_DRAW_ROUTES,
  ...DRAW_REFILL_ROUTES,
  ...DIGEST_ROUTES,
  ...CLOCK_ROUTES,
  ...ABSENCE_ROUTES,
  ...PRACTICE_TIME_ROUTES,
  ...ACCOUNT_ROUTES,
  ...ANNUAL_PLAN_ROUTES,
  ...PLAN_YEAR_ROUTES,
  ...SCHEDULE_ROUTES,
  ...AUDIT_ROUTES,
  ...FILE_ROUTES,
  ...GRANT_ROUTES,
  ...HAND_OVER_MANIFEST_ROUTES,
  ...HOLIDAY_NOTICE_ROUTES,
  ...HOLIDAY_NOTICE_EFFECT_ROUTES,
  ...IMPORT_ROUTES,
  ...IMPORT_WRITING_ROUTES,
  ...IMPORT_COLUMN_ROUTES,
  ...INSTALLATION_ROUTES,
  ...JURISDICTION_ROUTES,
  ...LISTING_ROUTES,
  ...MAIL_ROUTES,
  ...MEMBERSHIP_ROUTES,
  ...NOT_MINE_ROUTES,
  ...ORGANISATION_ROUTES,
  ...PEOPLE_ROUTES,
  ...POOL_MEMBER_ROUTES,
  ...RELATION_ROUTES,
  ...REPORT_ROUTES,
  ...RULE_SET_ROUTES,
  ...RULE_SET_EFFECT_ROUTES,
  ...STATISTICS_ROUTES,
  ...OFFICE_PAPER_ROUTES,
  ...TAKE_OVER_ROUTES,
  ...TASK_ROUTES,
];
