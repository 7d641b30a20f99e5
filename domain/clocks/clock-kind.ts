/** A workflow that holds the alarm of a clock. */
export type ClockWorkflow = 'projectAcceptance' | 'panelFormation' | 'panelReview' | 'rectification';

/** Whom a clock concerns and who is shown it. `receiver` also is the archive that names a panel member. */
export type ClockParty = 'owner' | 'bureau' | 'expert' | 'department' | 'receiver';

/** A dated fact from which a clock counts, or which stops it. */
export type ClockFact =
  | 'allItemsReported'
  | 'allSigned'
  | 'applicationReceived'
  | 'applicationSubmitted'
  | 'completionHeld'
  | 'constructionStart'
  | 'correctionsAnswered'
  | 'correctionsServed'
  | 'externalResult'
  | 'findingServed'
  | 'findingVerified'
  | 'formReceived'
  | 'invitationAnswered'
  | 'invitationDelivered'
  | 'invitationServed'
  | 'itemClosed'
  | 'itemReported'
  | 'itemSentBack'
  | 'itemServed'
  | 'letterServed'
  | 'meetingDate'
  | 'memberNamed'
  | 'noticeSent'
  | 'noticeServed'
  | 'opinionIssued'
  | 'passAnnounced'
  | 'periodEnd'
  | 'plannedCompletion'
  | 'proposalDecided'
  | 'proposed'
  | 'receiverSigned'
  | 'registrationConfirmed'
  | 'replyIssued'
  | 'reportReceived'
  | 'resultAnnounced'
  | 'resumed'
  | 'suspended';

interface KindOfClock {
  workflow: ClockWorkflow;
  /** Who must act comes first. */
  concerns: readonly ClockParty[];
  /** The facts that its rule may count from. */
  bases: readonly ClockFact[];
  stops: readonly ClockFact[];
}

/** What the workflows need to know of each kind of clock; lengths, pauses and steps are data (`ClockRule`). */
export const CLOCK_KINDS = {
  register: {
    workflow: 'projectAcceptance',
    concerns: ['owner'],
    bases: ['constructionStart', 'invitationServed'],
    stops: ['formReceived'],
  },
  confirm_registration: {
    workflow: 'projectAcceptance',
    concerns: ['bureau'],
    bases: ['formReceived'],
    stops: ['registrationConfirmed'],
  },
  answer_corrections: {
    workflow: 'projectAcceptance',
    concerns: ['owner'],
    bases: ['correctionsServed'],
    stops: ['correctionsAnswered'],
  },
  periodic_report: {
    workflow: 'projectAcceptance',
    concerns: ['owner'],
    bases: ['periodEnd'],
    stops: ['reportReceived'],
  },
  inspection_finding: {
    workflow: 'projectAcceptance',
    concerns: ['owner'],
    bases: ['findingServed'],
    stops: ['findingVerified'],
  },
  apply_by: {
    workflow: 'projectAcceptance',
    concerns: ['owner'],
    bases: ['plannedCompletion'],
    stops: ['applicationSubmitted'],
  },
  accept_by: {
    workflow: 'projectAcceptance',
    concerns: ['bureau', 'owner'],
    bases: ['plannedCompletion'],
    stops: ['passAnnounced', 'externalResult'],
  },
  reply_application: {
    workflow: 'projectAcceptance',
    concerns: ['bureau'],
    bases: ['applicationReceived'],
    stops: ['replyIssued'],
  },
  name_member: {
    workflow: 'panelFormation',
    concerns: ['department', 'receiver'],
    bases: ['letterServed'],
    stops: ['memberNamed'],
  },
  invitation_reply: {
    workflow: 'panelFormation',
    concerns: ['expert'],
    bases: ['invitationDelivered'],
    stops: ['invitationAnswered'],
  },
  meeting_notice: {
    workflow: 'panelReview',
    concerns: ['bureau'],
    bases: ['meetingDate'],
    stops: ['noticeServed'],
  },
  sign_opinion: {
    workflow: 'projectAcceptance',
    concerns: ['expert'],
    bases: ['resultAnnounced'],
    stops: ['allSigned'],
  },
  issue_opinion: {
    workflow: 'projectAcceptance',
    concerns: ['bureau'],
    bases: ['allSigned'],
    stops: ['opinionIssued'],
  },
  rectification_item: {
    workflow: 'rectification',
    concerns: ['owner'],
    bases: ['itemServed', 'plannedCompletion'],
    stops: ['itemReported'],
  },
  verify_item: {
    workflow: 'rectification',
    concerns: ['bureau'],
    bases: ['itemReported'],
    stops: ['itemClosed', 'itemSentBack'],
  },
  reinspection: {
    workflow: 'projectAcceptance',
    concerns: ['bureau'],
    bases: ['allItemsReported'],
    stops: ['resultAnnounced'],
  },
  hand_over: {
    workflow: 'projectAcceptance',
    concerns: ['owner', 'receiver'],
    bases: ['completionHeld'],
    stops: ['receiverSigned'],
  },
  suspension: {
    workflow: 'projectAcceptance',
    concerns: ['bureau'],
    bases: ['suspended'],
    stops: ['resumed'],
  },
  service: {
    workflow: 'projectAcceptance',
    concerns: ['owner'],
    bases: ['noticeSent'],
    stops: ['noticeServed'],
  },
  second_person: {
    workflow: 'projectAcceptance',
    concerns: ['bureau'],
    bases: ['proposed'],
    stops: ['proposalDecided'],
  },
} as const satisfies Record<string, KindOfClock>;

export type ClockKind = keyof typeof CLOCK_KINDS;

export const CLOCK_KIND_IDS = Object.keys(CLOCK_KINDS) as ClockKind[];
