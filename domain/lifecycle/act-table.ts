import type { WorkflowKind } from './position';
import { OPEN_STAGES, type RoundStep, STAGES, type Stage } from './stage';
import { TAKE_OVER_STAGES } from './take-over';

/** What a person is to one project; grants, memberships and seats are turned into these by `activities/people`. */
export type ActorRole =
  | 'owner'
  | 'officer'
  | 'director'
  | 'parent_director'
  | 'witness'
  | 'member'
  | 'leader'
  | 'deputy_leader'
  | 'invitee'
  | 'recorder'
  | 'department'
  | 'receiver';

/** One row of the lifecycle: who may do what, when, and where it can lead. */
export interface ActRule {
  /** The workflow that hears it. */
  workflow: WorkflowKind;
  /** Any one of these roles suffices. */
  by: readonly ActorRole[];
  stages: readonly Stage[];
  /** Within a round: at which of its steps. Absent: at any. */
  steps?: readonly RoundStep[];
  /** Stages it may lead to; empty: it never moves the project. */
  to: readonly Stage[];
  /** An officer may enter it for the person concerned, with channel and scan. */
  enterable?: true;
  /** Allowed although the project is suspended. */
  whileSuspended?: true;
  /** The password is asked again before it. */
  reauthenticate?: true;
}

type Row = Omit<ActRule, 'workflow'>;

function of<K extends string>(workflow: WorkflowKind, rows: Record<K, Row>): Record<K, ActRule> {
  const rules = {} as Record<K, ActRule>;
  for (const kind of Object.keys(rows) as K[]) rules[kind] = { workflow, ...rows[kind] };
  return rules;
}

const CONVENED: readonly Stage[] = ['convening', 'inspecting', 'reinspecting'];
const FORMING: readonly Stage[] = ['paneling', 'reinspecting'];
/** While seats are being filled. */
const FILLING: readonly RoundStep[] = ['seats', 'frozen', 'inviting'];
const REVIEWING: readonly Stage[] = ['inspecting', 'reinspecting'];
const CONCLUDING: readonly Stage[] = ['concluding', 'reinspecting'];
const FIXING: readonly Stage[] = ['rectifying', 'reinspecting', 'barred', 'awaiting_completion', 'handing_over'];

const life = of('projectAcceptance', {
  'contact.record': { by: ['officer'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'parties.change': { by: ['officer', 'owner'], stages: OPEN_STAGES, to: ['closed'], enterable: true },
  'date.change': { by: ['owner', 'officer'], stages: OPEN_STAGES, to: [], enterable: true, whileSuspended: true },
  'service.record': {
    by: ['owner', 'officer', 'department', 'receiver', 'member'],
    stages: OPEN_STAGES,
    to: ['registering'],
    whileSuspended: true,
  },
  'call.log': { by: ['officer'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'paper.print': { by: ['officer', 'recorder'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'paper.file_scan': { by: ['officer', 'recorder'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'entry.object': { by: ['owner', 'member'], stages: OPEN_STAGES, to: [], whileSuspended: true },

  'invitation.send': { by: ['officer'], stages: ['planned', 'registering'], to: [] },
  'registration.submit': { by: ['owner'], stages: ['registering'], to: [], enterable: true },
  'registration.request_corrections': { by: ['officer'], stages: ['registering'], to: [] },
  'registration.answer_corrections': { by: ['owner'], stages: ['registering'], to: [], enterable: true },
  'registration.confirm': { by: ['officer'], stages: ['registering'], to: ['tracking'] },
  'corrections.extend': { by: ['officer'], stages: ['registering', 'reviewing'], to: [] },

  'report.submit': { by: ['owner'], stages: ['tracking', 'reviewing'], to: [], enterable: true },
  'report.read': { by: ['officer'], stages: OPEN_STAGES, to: [] },
  'works.change': { by: ['owner', 'officer'], stages: ['tracking', 'reviewing'], to: [], enterable: true },
  'visit.record': { by: ['officer'], stages: ['tracking', 'reviewing', 'barred'], to: [] },
  'visit_finding.answer': { by: ['owner'], stages: OPEN_STAGES, to: [], enterable: true },
  'visit_finding.verify': { by: ['officer'], stages: OPEN_STAGES, to: [] },
  'finding_notice.propose': { by: ['officer'], stages: OPEN_STAGES, to: [] },
  'finding_notice.decide': { by: ['director', 'parent_director'], stages: OPEN_STAGES, to: [] },

  'application.submit': { by: ['owner'], stages: ['tracking', 'barred'], to: ['reviewing'], enterable: true },
  'application.request_corrections': { by: ['officer'], stages: ['reviewing'], to: [] },
  'application.answer_corrections': { by: ['owner'], stages: ['reviewing'], to: [], enterable: true },
  'application.return': { by: ['officer'], stages: ['reviewing'], to: ['tracking', 'barred'] },
  'application.withdraw': {
    by: ['owner'],
    stages: ['reviewing', 'paneling'],
    to: ['tracking', 'barred'],
    enterable: true,
  },
  'application.propose': { by: ['officer'], stages: ['reviewing'], to: [] },
  'application.decide': {
    by: ['director', 'parent_director'],
    stages: ['reviewing'],
    to: ['paneling', 'tracking', 'barred'],
  },

  // Heard here and not by a part: it may find the panel forming or full.
  'meeting.postpone': {
    by: ['director', 'parent_director'],
    stages: ['paneling', 'convening', 'reinspecting'],
    steps: ['inviting', 'full'],
    to: ['paneling'],
  },

  // Heard here for the same reason: the typing error of a draw may be found late.
  'draw.propose_void': {
    by: ['officer'],
    stages: ['paneling', 'convening', 'reinspecting'],
    steps: ['inviting', 'full'],
    to: [],
  },
  'draw.decide_void': {
    by: ['director', 'parent_director'],
    stages: ['paneling', 'convening', 'reinspecting'],
    steps: ['inviting', 'full'],
    to: ['paneling'],
  },

  'external.begin': { by: ['officer'], stages: ['tracking'], to: ['external'] },
  'external.record': { by: ['officer'], stages: ['external'], to: ['awaiting_completion', 'closed'] },
  'external.finding_sheet': { by: ['officer'], stages: ['external'], to: [] },

  'opinion.draft': { by: ['leader', 'deputy_leader'], stages: CONCLUDING, steps: ['announced'], to: [] },
  'opinion.sign': {
    by: ['member', 'leader', 'deputy_leader'],
    stages: CONCLUDING,
    steps: ['announced'],
    to: [],
    enterable: true,
    reauthenticate: true,
  },
  'opinion.submit_form': { by: ['officer', 'recorder'], stages: CONCLUDING, steps: ['announced'], to: [] },
  'opinion.send_back': { by: ['director', 'parent_director'], stages: CONCLUDING, steps: ['announced'], to: [] },
  'opinion.issue': {
    by: ['director', 'parent_director'],
    stages: CONCLUDING,
    steps: ['announced'],
    to: ['awaiting_completion', 'rectifying', 'barred'],
  },

  'completion.record': {
    by: ['owner', 'officer'],
    stages: ['awaiting_completion'],
    to: ['handing_over'],
    enterable: true,
  },
  'gate_breach.record': { by: ['officer'], stages: OPEN_STAGES, to: [] },
  'hand_over.submit': { by: ['owner'], stages: ['handing_over'], to: [], enterable: true },
  'hand_over.refuse': { by: ['receiver', 'officer'], stages: ['handing_over'], to: [] },
  'hand_over.sign': { by: ['receiver'], stages: ['handing_over'], to: ['closed'], enterable: true },

  'suspension.propose': { by: ['officer'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'suspension.decide': { by: ['director', 'parent_director'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'suspension.resume': { by: ['director', 'parent_director'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'outcome.propose': { by: ['officer'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'outcome.decide': { by: ['director', 'parent_director'], stages: OPEN_STAGES, to: ['closed'], whileSuspended: true },
  'correction.propose': {
    by: ['officer'],
    stages: STAGES,
    to: [],
    whileSuspended: true,
  },
  'correction.decide': {
    by: ['director', 'parent_director'],
    stages: STAGES,
    to: [],
    whileSuspended: true,
  },
  'backdating.propose': { by: ['officer'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'backdating.decide': { by: ['director', 'parent_director'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'take_over.complete': { by: ['officer'], stages: ['planned'], to: TAKE_OVER_STAGES },
  'take_over.release_mail': { by: ['officer'], stages: OPEN_STAGES, to: [], whileSuspended: true },
  'take_over.undo': { by: ['officer'], stages: OPEN_STAGES, to: ['closed'] },
} as const);

const formation = of('panelFormation', {
  'meeting.plan': { by: ['officer'], stages: FORMING, steps: ['days', 'seats'], to: [] },
  'seat.appoint': { by: ['officer', 'director'], stages: FORMING, steps: FILLING, to: [] },
  'seat.request_member': { by: ['officer'], stages: FORMING, steps: FILLING, to: [] },
  'seat.name_member': { by: ['department', 'receiver'], stages: FORMING, steps: FILLING, to: [], enterable: true },
  'seat.vacate': { by: ['officer'], stages: FORMING, steps: FILLING, to: [] },
  'departure.propose': { by: ['officer'], stages: FORMING, steps: ['days', 'seats', 'inviting'], to: [] },
  'departure.decide': {
    by: ['director', 'parent_director'],
    stages: FORMING,
    steps: ['days', 'seats', 'inviting'],
    to: [],
  },
  'draw.freeze': { by: ['officer'], stages: FORMING, steps: ['seats', 'inviting'], to: [] },
  'draw.abandon': { by: ['officer'], stages: FORMING, steps: ['frozen'], to: [] },
  'draw.enter_digits': { by: ['witness'], stages: FORMING, steps: ['frozen'], to: [] },
  'draw.confirm_correction': { by: ['officer'], stages: FORMING, steps: ['frozen'], to: [] },
  'draw.reveal': { by: ['witness'], stages: FORMING, steps: ['frozen'], to: [] },
  // A public lottery's result is everybody's to check, so no witness is needed to enter it.
  'draw.enter_lottery': { by: ['officer'], stages: FORMING, steps: ['frozen'], to: [] },
  'panel_invitation.accept': {
    by: ['invitee'],
    stages: FORMING,
    steps: ['frozen', 'inviting'],
    to: ['convening'],
    enterable: true,
  },
  'panel_invitation.decline': {
    by: ['invitee'],
    stages: FORMING,
    steps: ['frozen', 'inviting'],
    to: [],
    enterable: true,
  },
} as const);

const review = of('panelReview', {
  'notice.send': { by: ['officer'], stages: ['convening', 'reinspecting'], steps: ['full'], to: [] },
  'notice.waive': {
    by: ['member', 'leader', 'deputy_leader'],
    stages: ['convening', 'reinspecting'],
    steps: ['full'],
    to: [],
    enterable: true,
  },
  'recusal.declare': {
    by: ['officer', 'member', 'leader', 'deputy_leader'],
    stages: CONVENED,
    steps: ['full', 'sampling', 'inspecting', 'deliberating', 'voting', 'adjourned'],
    to: ['paneling'],
  },
  'check_in.record': {
    by: ['recorder', 'officer'],
    stages: CONVENED,
    steps: ['full', 'sampling', 'inspecting', 'deliberating', 'voting', 'adjourned'],
    to: ['inspecting'],
  },
  'meeting.open_short': { by: ['director'], stages: CONVENED, steps: ['full', 'adjourned'], to: ['inspecting'] },
  'sample.commit': { by: ['officer', 'recorder'], stages: REVIEWING, steps: ['sampling', 'inspecting'], to: [] },
  'sample.reveal': { by: ['witness'], stages: REVIEWING, steps: ['sampling', 'inspecting'], to: [] },
  'sample.add': { by: ['leader', 'deputy_leader'], stages: REVIEWING, steps: ['inspecting'], to: [] },
  'sample.propose_void': { by: ['officer', 'recorder'], stages: REVIEWING, steps: ['inspecting'], to: [] },
  'sample.decide_void': { by: ['director', 'parent_director'], stages: REVIEWING, steps: ['inspecting'], to: [] },
  'volume.reassign': { by: ['leader', 'deputy_leader'], stages: REVIEWING, steps: ['inspecting'], to: [] },
  'volume.produce': { by: ['recorder', 'officer'], stages: REVIEWING, steps: ['inspecting'], to: [] },
  'volumes.inspect': {
    by: ['member', 'leader', 'deputy_leader'],
    stages: REVIEWING,
    steps: ['inspecting'],
    to: [],
    enterable: true,
  },
  'sections.share': {
    by: ['leader', 'deputy_leader'],
    stages: REVIEWING,
    steps: ['sampling', 'inspecting'],
    to: [],
  },
  'sheet.submit': {
    by: ['member', 'leader', 'deputy_leader'],
    stages: REVIEWING,
    steps: ['inspecting'],
    to: [],
    enterable: true,
    reauthenticate: true,
  },
  'sheet.revise': {
    by: ['member', 'leader', 'deputy_leader'],
    stages: REVIEWING,
    steps: ['deliberating'],
    to: [],
    enterable: true,
  },
  'finding.mark': { by: ['leader', 'deputy_leader'], stages: REVIEWING, steps: ['deliberating'], to: [] },
  'deliberation.close': { by: ['leader', 'deputy_leader'], stages: REVIEWING, steps: ['deliberating'], to: [] },
  'ballot.cast': {
    by: ['member', 'leader', 'deputy_leader'],
    stages: REVIEWING,
    steps: ['voting'],
    to: [],
    enterable: true,
    reauthenticate: true,
  },
  'ballot_absence.record': { by: ['recorder'], stages: REVIEWING, steps: ['voting'], to: [] },
  'ballot_absence.confirm': { by: ['leader', 'deputy_leader'], stages: REVIEWING, steps: ['voting'], to: [] },
  'member.leave': {
    by: ['recorder'],
    stages: REVIEWING,
    steps: ['sampling', 'inspecting', 'deliberating', 'voting', 'tallied'],
    to: [],
  },
  'member.leave_confirm': {
    by: ['leader', 'deputy_leader'],
    stages: REVIEWING,
    steps: ['sampling', 'inspecting', 'deliberating', 'voting', 'tallied', 'adjourned'],
    to: [],
  },
  'meeting.resume': { by: ['officer', 'director'], stages: REVIEWING, steps: ['adjourned'], to: ['paneling'] },
  'result.announce': { by: ['leader', 'deputy_leader'], stages: REVIEWING, steps: ['tallied'], to: ['concluding'] },
} as const);

const fixing = of('rectification', {
  'item.report': { by: ['owner'], stages: FIXING, to: [], enterable: true },
  'item.verify': { by: ['officer'], stages: FIXING, to: ['reinspecting', 'closed'] },
  'item.extend': { by: ['director', 'parent_director'], stages: FIXING, to: [] },
  'rectification.decide': {
    by: ['director', 'parent_director'],
    stages: ['rectifying'],
    to: ['reinspecting', 'barred'],
  },
} as const);

/** The lifecycle as one table: workflows, API, tests and documentation read it, nobody else decides. */
export const ACT_TABLE = { ...life, ...formation, ...review, ...fixing };

export type ActKind = keyof typeof ACT_TABLE;

export const ACT_KINDS = Object.keys(ACT_TABLE) as ActKind[];

/** The rule of an act. */
export function actRule(kind: ActKind): ActRule {
  return ACT_TABLE[kind];
}
