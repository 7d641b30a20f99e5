import { Prisma } from '../prisma/generated/client';
import { MET, type Viewer } from './viewer';

/** Acts whose facts an owner reads: what it did itself and what was done towards it, nothing of the bureau's own or the panel's. */
const OWNER_FACTS = [
  'application.answer_corrections',
  'application.request_corrections',
  'application.return',
  'application.submit',
  'application.withdraw',
  'completion.record',
  'corrections.extend',
  'date.change',
  'external.begin',
  'external.record',
  'hand_over.refuse',
  'hand_over.sign',
  'hand_over.submit',
  'invitation.send',
  'item.extend',
  'item.report',
  'item.verify',
  'notice.send',
  'opinion.issue',
  'parties.change',
  'rectification.decide',
  'registration.answer_corrections',
  'registration.confirm',
  'registration.request_corrections',
  'registration.submit',
  'report.read',
  'report.submit',
  'result.announce',
  'service.record',
  'suspension.resume',
  'visit.record',
  'visit_finding.answer',
  'visit_finding.verify',
  'works.change',
];

/** Papers by whom they are written to. */
const PAPERS = {
  owner: [
    'application_form',
    'certificate',
    'fetch_list',
    'hand_over_receipt',
    'meeting_notice',
    'opinion',
    'rectification_notice',
    'registration_form',
    'reply',
  ],
  body: ['hand_over_receipt', 'member_letter', 'opinion'],
  panel: ['fetch_list', 'meeting_notice', 'opinion'],
};

/**
 * The first lock on reading: the `where` of every list, count, search, export and document, by model. It says what spec §1
 * says of each role; row-level security says the same again, by itself (prisma/migrations, policies).
 *
 * Files of issued papers and photos of volumes are not in `fileUpload`: who sees the paper, or the finding, may fetch what it names.
 */
export function visibleTo(viewer: Viewer) {
  const { personId, isAdmin, staff, organisations, owner, body, held, rounds, memberProjects } = viewer;
  const bureau = { jurisdictionId: { in: staff } };
  const ofStaff = { project: bureau };
  const roundOfStaff = { round: { project: bureau } };
  const roundOfOwner = { round: { projectId: { in: owner } } };
  const ofOwner = { projectId: { in: owner } };
  const ofMember = { projectId: { in: memberProjects } };
  const ofBody = { projectId: { in: body } };
  const inRounds = { roundId: { in: rounds } };
  const mine = { personId };

  const related = [...new Set([...owner, ...body, ...viewer.heldProjects, ...viewer.witnessedProjects])];
  const project: Prisma.ProjectWhereInput = anyOf<Prisma.ProjectWhereInput>(
    staff.length > 0 && bureau,
    related.length > 0 && { id: { in: related } },
  );
  const ofProject = { project };
  const caseFile = { OR: [ofStaff, ofOwner] };
  const round: Prisma.RoundWhereInput = {
    OR: [ofStaff, { id: { in: [...held, ...viewer.witnessedRounds] } }, ofOwner, ofBody],
  };
  const panelOwn = { OR: [roundOfStaff, inRounds] };
  const handedIn = { OR: [mine, { value: { not: null } }] };
  const partyOfStaff = { organisation: { parties: { some: ofStaff } } };
  const application: Prisma.ApplicationWhereInput = { OR: [ofStaff, ofOwner, ofMember] };
  const rectificationItem: Prisma.RectificationItemWhereInput = { OR: [ofStaff, ofOwner, ofMember] };
  const catalogue: Prisma.CatalogueWhereInput = { OR: [ofStaff, ofOwner, ofMember, ofBody] };
  const importBatch: Prisma.ImportBatchWhereInput = { OR: [{ uploadedById: personId }, bureau] };
  const opinion: Prisma.OpinionWhereInput = { OR: [ofStaff, inRounds, { ...ofOwner, state: 'issued' }] };
  const grant: Prisma.GrantWhereInput = isAdmin
    ? {}
    : {
        OR: [{ personId: { in: viewer.actingFor } }, bureau, { organisationId: { in: organisations } }, partyOfStaff],
      };
  const poolMembership: Prisma.PoolMembershipWhereInput = { OR: [mine, bureau] };
  const seatHolder: Prisma.SeatHolderWhereInput = {
    OR: [
      mine,
      { id: { in: viewer.met } },
      { seat: roundOfStaff },
      { seat: { role: { in: ['department', 'archives'] }, round: ofBody } },
    ],
  };
  // A bureau keeps the records of its pool, its own people, and the contacts of its projects' parties.
  const kept: Prisma.PersonWhereInput = {
    OR: [
      { pools: { some: bureau } },
      { grants: { some: { OR: [bureau, partyOfStaff] } } },
      { memberships: { some: partyOfStaff } },
      ...(staff.length > 0 ? [{ recordedById: personId }] : []),
    ],
  };
  const membership: Prisma.MembershipWhereInput = isAdmin
    ? {}
    : { OR: [mine, { organisationId: { in: organisations } }, partyOfStaff, { person: kept }] };
  const seated: Prisma.PersonWhereInput = { holdings: { some: { seat: roundOfStaff } } };
  const keptOrSeated = { person: { OR: [kept, seated] } };

  return {
    project,
    listing: ofProject satisfies Prisma.ListingWhereInput,
    projectDate: ofProject satisfies Prisma.ProjectDateWhereInput,
    projectParty: ofProject satisfies Prisma.ProjectPartyWhereInput,
    stageChange: ofProject satisfies Prisma.StageChangeWhereInput,

    fact: {
      OR: [ofStaff, { recordedById: personId }, { onBehalfOfId: personId }, { ...ofOwner, kind: { in: OWNER_FACTS } }],
    } satisfies Prisma.FactWhereInput,
    registration: caseFile satisfies Prisma.RegistrationWhereInput,
    correctionRequest: caseFile satisfies Prisma.CorrectionRequestWhereInput,
    correctionItem: { request: caseFile } satisfies Prisma.CorrectionItemWhereInput,
    periodicReport: caseFile satisfies Prisma.PeriodicReportWhereInput,
    visit: caseFile satisfies Prisma.VisitWhereInput,
    visitFinding: { visit: caseFile } satisfies Prisma.VisitFindingWhereInput,
    suspension: caseFile satisfies Prisma.SuspensionWhereInput,
    factCorrection: caseFile satisfies Prisma.FactCorrectionWhereInput,
    application,
    rectificationItem,
    rectificationAnswer: { item: rectificationItem } satisfies Prisma.RectificationAnswerWhereInput,
    catalogue,
    volume: { catalogue } satisfies Prisma.VolumeWhereInput,
    classifiedCount: { catalogue } satisfies Prisma.ClassifiedCountWhereInput,
    handOver: { OR: [ofStaff, ofOwner, { receiverId: { in: organisations } }] } satisfies Prisma.HandOverWhereInput,
    service: {
      OR: [
        ofStaff,
        { ...ofOwner, subjectKind: { notIn: ['member_letter', 'panel_notice'] } },
        { ...ofBody, subjectKind: 'member_letter', personId: null },
        mine,
      ],
    } satisfies Prisma.ServiceWhereInput,
    clock: {
      OR: [ofStaff, ofBody, { projectId: { in: related }, workflow: { not: 'panelFormation' } }],
    } satisfies Prisma.ClockWhereInput,
    paper: {
      OR: [
        bureau,
        { ...ofOwner, kind: { in: PAPERS.owner }, issuedOn: { not: null } },
        { ...ofBody, kind: { in: PAPERS.body }, issuedOn: { not: null } },
        { ...ofMember, kind: { in: PAPERS.panel }, issuedOn: { not: null } },
      ],
    } satisfies Prisma.PaperWhereInput,

    proposal: ofStaff satisfies Prisma.ProposalWhereInput,
    task: {
      OR: [bureau, { role: 'owner', ...ofOwner }, { role: { in: ['department', 'receiver'] }, ...ofBody }],
    } satisfies Prisma.TaskWhereInput,
    annualPlan: bureau satisfies Prisma.AnnualPlanWhereInput,
    annualPlanItem: { plan: bureau } satisfies Prisma.AnnualPlanItemWhereInput,
    importBatch,
    importCourse: { batch: importBatch } satisfies Prisma.ImportCourseWhereInput,
    importColumn: bureau satisfies Prisma.ImportColumnWhereInput,
    listingDecision: bureau satisfies Prisma.ListingDecisionWhereInput,
    outboxMail: { projectId: { not: null }, OR: [mine, ofStaff] } satisfies Prisma.OutboxMailWhereInput,

    round,
    meetingHalfDay: { round } satisfies Prisma.MeetingHalfDayWhereInput,
    seat: { round } satisfies Prisma.SeatWhereInput,
    seatHolder,
    checkIn: {
      OR: [roundOfStaff, mine, { round: { ...MET, OR: [{ id: { in: rounds } }, ofOwner] } }],
    } satisfies Prisma.CheckInWhereInput,
    sampleItem: { OR: [roundOfStaff, inRounds, roundOfOwner] } satisfies Prisma.SampleItemWhereInput,
    finding: panelOwn satisfies Prisma.FindingWhereInput,
    departure: panelOwn satisfies Prisma.DepartureWhereInput,
    ballotAbsence: panelOwn satisfies Prisma.BallotAbsenceWhereInput,
    sheetIn: {
      OR: [roundOfStaff, { ...inRounds, OR: [mine, { value: { not: Prisma.DbNull } }] }],
    } satisfies Prisma.SheetInWhereInput,
    ballotIn: { OR: [roundOfStaff, { ...inRounds, ...handedIn }] } satisfies Prisma.BallotInWhereInput,
    result: {
      OR: [roundOfStaff, inRounds, { announcedOn: { not: null }, ...roundOfOwner }],
    } satisfies Prisma.ResultWhereInput,
    opinion,
    opinionSignature: { opinion } satisfies Prisma.OpinionSignatureWhereInput,

    ceremony: {
      OR: [bureau, { witnessId: personId }, { draws: { some: ofStaff } }],
    } satisfies Prisma.CeremonyWhereInput,
    draw: { OR: [ofStaff, { ceremonyId: { in: viewer.ceremonies } }] } satisfies Prisma.DrawWhereInput,
    drawExclusion: {
      draw: ofStaff,
      person: { pools: { some: bureau } },
    } satisfies Prisma.DrawExclusionWhereInput,

    grant,
    poolMembership,
    membership,
    person: (isAdmin
      ? {}
      : {
          OR: [
            { id: personId },
            { recordedById: personId },
            { grants: { some: grant } },
            { pools: { some: poolMembership } },
            { memberships: { some: membership } },
            { holdings: { some: seatHolder } },
            { cases: { some: project } },
          ],
        }) satisfies Prisma.PersonWhereInput,
    personDetails: { OR: [mine, keptOrSeated] } satisfies Prisma.PersonDetailsWhereInput,
    emailAddress: (isAdmin ? {} : { OR: [mine, keptOrSeated] }) satisfies Prisma.EmailAddressWhereInput,
    declaredRelation: { OR: [mine, ofStaff, { person: kept }] } satisfies Prisma.DeclaredRelationWhereInput,
    absence: { OR: [mine, { deputyId: personId }, { person: kept }] } satisfies Prisma.AbsenceWhereInput,
    draft: mine satisfies Prisma.DraftWhereInput,
    fileUpload: {
      OR: [
        { uploadedById: personId },
        { sealed: false, OR: [ofStaff, { ...ofOwner, byOwner: true }, { ...ofMember, byOwner: true }] },
      ],
    } satisfies Prisma.FileUploadWhereInput,
  };
}

/** Any of those that apply; nothing when none does. */
function anyOf<T extends object>(...conditions: (T | false)[]): T | { OR: T[] } {
  const applying = conditions.filter((condition) => condition !== false);
  const [only] = applying;
  return applying.length === 1 && only ? only : { OR: applying };
}
