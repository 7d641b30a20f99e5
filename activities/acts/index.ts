import { ACT_KINDS, type ActKind } from '../../domain/lifecycle/act-table';
import { APPLICATION_ACTS } from './application/index';
import { ATTENDANCE_ACTS } from './attendance/index';
import { BACKDATING_ACTS } from './backdating/index';
import { BALLOT_ACTS } from './ballot/index';
import { CHECK_IN_ACTS } from './check-in/index';
import { COMPLETION_ACTS } from './completion/index';
import { CONTACT_ACTS } from './contact/index';
import { CORRECTION_ACTS } from './correction/index';
import { CORRECTIONS_ACTS } from './corrections/index';
import { DATES_ACTS } from './dates/index';
import type { ActDefinition } from './define-act';
import { DELIBERATION_ACTS } from './deliberation/index';
import { DRAW_ACTS } from './draw/index';
import { ENTRY_ACTS } from './entry/index';
import { EXTERNAL_ACTS } from './external/index';
import { HAND_OVER_ACTS } from './hand-over/index';
import { INSPECTION_ACTS } from './inspection/index';
import { MEETING_ACTS } from './meeting/index';
import { NOTICE_ACTS } from './notice/index';
import { OPINION_ACTS } from './opinion/index';
import { OUTCOME_ACTS } from './outcome/index';
import { PANEL_INVITATION_ACTS } from './panel-invitation/index';
import { PAPERS_ACTS } from './papers/index';
import { PARTIES_ACTS } from './parties/index';
import { RECTIFICATION_ACTS } from './rectification/index';
import { REGISTRATION_ACTS } from './registration/index';
import { REPORTS_ACTS } from './reports/index';
import { SAMPLE_ACTS } from './sample/index';
import { SEAT_ACTS } from './seats/index';
import { SERVICE_ACTS } from './service/index';
import { SHEETS_ACTS } from './sheets/index';
import { SUSPENSION_ACTS } from './suspension/index';
import { TAKE_OVER_ACTS } from './take-over/index';
import { VISITS_ACTS } from './visits/index';

/** Subjects of acts, each a folder that exports its definitions. */
const SUBJECTS: readonly (readonly ActDefinition[])[] = [
  CONTACT_ACTS,
  PARTIES_ACTS,
  DATES_ACTS,
  SERVICE_ACTS,
  ENTRY_ACTS,
  PAPERS_ACTS,
  REGISTRATION_ACTS,
  CORRECTIONS_ACTS,
  REPORTS_ACTS,
  VISITS_ACTS,
  APPLICATION_ACTS,
  EXTERNAL_ACTS,
  MEETING_ACTS,
  SEAT_ACTS,
  DRAW_ACTS,
  PANEL_INVITATION_ACTS,
  NOTICE_ACTS,
  CHECK_IN_ACTS,
  ATTENDANCE_ACTS,
  SAMPLE_ACTS,
  INSPECTION_ACTS,
  SHEETS_ACTS,
  DELIBERATION_ACTS,
  BALLOT_ACTS,
  OPINION_ACTS,
  RECTIFICATION_ACTS,
  COMPLETION_ACTS,
  HAND_OVER_ACTS,
  SUSPENSION_ACTS,
  OUTCOME_ACTS,
  CORRECTION_ACTS,
  BACKDATING_ACTS,
  TAKE_OVER_ACTS,
];

const byKind = new Map(SUBJECTS.flat().map((definition) => [definition.kind, definition]));

/** Every act that can be asked for, in the order of the lifecycle. */
export const ACTS: readonly ActDefinition[] = ACT_KINDS.flatMap((kind) => byKind.get(kind) ?? []);

/** @throws Error for a kind that no subject defines */
export function actDefinition(kind: ActKind): ActDefinition {
  const definition = byKind.get(kind);
  if (!definition) throw new Error(`No act ${kind} is defined`);
  return definition;
}
