-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "sealed";

-- CreateEnum
CREATE TYPE "ClockState" AS ENUM ('waiting', 'running', 'paused', 'stopped');

-- CreateEnum
CREATE TYPE "OpinionState" AS ENUM ('draft', 'signing', 'form_check', 'sent_back', 'issued');

-- CreateEnum
CREATE TYPE "HandOverState" AS ENUM ('submitted', 'refused', 'signed');

-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('open', 'approved', 'sent_back', 'withdrawn');

-- CreateEnum
CREATE TYPE "InstallationMode" AS ENUM ('real', 'practice');

-- CreateEnum
CREATE TYPE "MailState" AS ENUM ('held', 'queued', 'accepted', 'bounced', 'superseded', 'given_up');

-- CreateEnum
CREATE TYPE "OrganisationKind" AS ENUM ('owner', 'agent', 'design', 'construction', 'supervision', 'department', 'receiver', 'employer', 'archives');

-- CreateEnum
CREATE TYPE "MembershipKind" AS ENUM ('employment', 'contact', 'leadership');

-- CreateEnum
CREATE TYPE "PoolStatus" AS ENUM ('active', 'suspended', 'ended');

-- CreateEnum
CREATE TYPE "LoginLinkPurpose" AS ENUM ('first_login', 'reset', 'verify_address');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'officer', 'director', 'witness', 'expert', 'recorder', 'department', 'receiver', 'admin');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('web', 'counter', 'post', 'phone', 'official_document', 'meeting');

-- CreateEnum
CREATE TYPE "Stage" AS ENUM ('planned', 'registering', 'tracking', 'reviewing', 'paneling', 'convening', 'inspecting', 'concluding', 'rectifying', 'reinspecting', 'barred', 'external', 'awaiting_completion', 'handing_over', 'closed');

-- CreateEnum
CREATE TYPE "Route" AS ENUM ('own', 'entrusted', 'upper', 'sector', 'joined');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('handed_over', 'retained', 'accepted_elsewhere', 'cancelled', 'removed');

-- CreateEnum
CREATE TYPE "ListingCategory" AS ENUM ('newly_started', 'continued', 'completing', 'prepared');

-- CreateEnum
CREATE TYPE "ProjectDateKind" AS ENUM ('construction_start', 'trial_run', 'completion', 'completion_acceptance');

-- CreateEnum
CREATE TYPE "DatePrecision" AS ENUM ('day', 'month', 'half_year', 'year');

-- CreateEnum
CREATE TYPE "SampleVia" AS ENUM ('drawn', 'addition', 'named');

-- CreateEnum
CREATE TYPE "FindingMark" AS ENUM ('must_fix', 'fix', 'advice', 'dropped', 'merged');

-- CreateEnum
CREATE TYPE "Vote" AS ENUM ('pass', 'fail', 'abstain');

-- CreateEnum
CREATE TYPE "RoundKind" AS ENUM ('acceptance', 'reinspection');

-- CreateEnum
CREATE TYPE "RoundStep" AS ENUM ('days', 'seats', 'frozen', 'inviting', 'full', 'sampling', 'inspecting', 'deliberating', 'voting', 'adjourned', 'tallied', 'announced', 'ended');

-- CreateEnum
CREATE TYPE "DayHalf" AS ENUM ('morning', 'afternoon');

-- CreateEnum
CREATE TYPE "SeatRole" AS ENUM ('leader', 'deputy', 'department', 'archives', 'expert');

-- CreateEnum
CREATE TYPE "SeatState" AS ENUM ('vacant', 'invited', 'confirmed');

-- CreateEnum
CREATE TYPE "SeatVia" AS ENUM ('appointment', 'draw', 'replacement');

-- CreateEnum
CREATE TYPE "SeatAnswer" AS ENUM ('accepted', 'declined');

-- CreateEnum
CREATE TYPE "DrawPurpose" AS ENUM ('panel', 'sample');

-- CreateEnum
CREATE TYPE "DrawState" AS ENUM ('committed', 'revealed', 'abandoned');

-- CreateEnum
CREATE TYPE "RegistrationState" AS ENUM ('submitted', 'corrections_out', 'confirmed');

-- CreateEnum
CREATE TYPE "CorrectionSubject" AS ENUM ('registration', 'application');

-- CreateEnum
CREATE TYPE "ItemState" AS ENUM ('open', 'reported', 'closed');

-- CreateEnum
CREATE TYPE "Retention" AS ENUM ('permanent', 'years30', 'years10');

-- CreateEnum
CREATE TYPE "ApplicationState" AS ENUM ('submitted', 'corrections_out', 'returned', 'refused', 'withdrawn', 'accepted');

-- CreateTable
CREATE TABLE "AuditEvent" (
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "actorId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("chain","sequence")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "chain" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "AuditRoot" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "root" TEXT NOT NULL,
    "heads" JSONB NOT NULL,
    "signature" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,

    CONSTRAINT "AuditRoot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Clock" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "workflow" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "ruleSetId" UUID NOT NULL,
    "state" "ClockState" NOT NULL,
    "dueOn" DATE,
    "provisional" BOOLEAN NOT NULL,
    "approximate" BOOLEAN NOT NULL,
    "calendar" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "countsFrom" DATE NOT NULL,
    "countsTo" DATE NOT NULL,
    "row" JSONB NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Opinion" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" JSONB NOT NULL,
    "state" "OpinionState" NOT NULL DEFAULT 'draft',
    "passed" BOOLEAN NOT NULL,
    "againstScoreReason" TEXT,
    "draftFactId" UUID NOT NULL,
    "sentBackReason" TEXT,
    "printedSha256" TEXT,
    "scanSha256" TEXT,
    "issuedOn" DATE,
    "issuedFactId" UUID,
    "paperId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Opinion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OpinionSignature" (
    "id" UUID NOT NULL,
    "opinionId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "dissent" TEXT,
    "factId" UUID NOT NULL,

    CONSTRAINT "OpinionSignature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Paper" (
    "id" UUID NOT NULL,
    "projectId" UUID,
    "jurisdictionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER,
    "number" INTEGER,
    "reference" TEXT,
    "content" JSONB NOT NULL,
    "fileSha256" TEXT,
    "issuedOn" DATE,
    "voidedAt" TIMESTAMPTZ(3),
    "voidReason" TEXT,
    "replacesId" UUID,
    "factId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RectificationItem" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "volumeCode" TEXT,
    "article" TEXT,
    "mark" "FindingMark" NOT NULL,
    "days" INTEGER NOT NULL,
    "state" "ItemState" NOT NULL DEFAULT 'open',
    "extended" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "RectificationItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RectificationAnswer" (
    "id" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "evidence" TEXT[],
    "reportedFactId" UUID NOT NULL,
    "accepted" BOOLEAN,
    "verdict" TEXT,
    "verifiedFactId" UUID,

    CONSTRAINT "RectificationAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandOver" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "receiverId" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "state" "HandOverState" NOT NULL DEFAULT 'submitted',
    "paperCount" INTEGER NOT NULL,
    "catalogueCount" INTEGER NOT NULL,
    "electronicCount" INTEGER NOT NULL,
    "manifestSha256" TEXT,
    "differences" JSONB NOT NULL,
    "refusal" TEXT,
    "submittedFactId" UUID NOT NULL,
    "answeredFactId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HandOver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suspension" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "confirmedOn" DATE,
    "until" DATE,
    "beganFactId" UUID NOT NULL,
    "endedFactId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Suspension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Fact" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sequence" SERIAL NOT NULL,
    "occurredOn" DATE NOT NULL,
    "actedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recordedById" UUID,
    "deputyForId" UUID,
    "onBehalfOfId" UUID,
    "channel" "Channel" NOT NULL,
    "scanSha256" TEXT,
    "key" TEXT,
    "roundId" UUID,
    "detail" JSONB NOT NULL,

    CONSTRAINT "Fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StageChange" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "sequence" SERIAL NOT NULL,
    "from" "Stage",
    "to" "Stage" NOT NULL,
    "factId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StageChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActRequest" (
    "key" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "envelope" JSONB NOT NULL,
    "body" JSONB NOT NULL,
    "bodyHmac" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ActRequest_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "ActResult" (
    "key" TEXT NOT NULL,
    "projectId" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ActResult_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "key" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "bodyHmac" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Proposal" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID,
    "reason" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "state" "ProposalState" NOT NULL DEFAULT 'open',
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT,
    "raisedToParentAt" TIMESTAMPTZ(3),
    "factId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Task" (
    "id" UUID NOT NULL,
    "projectId" UUID,
    "jurisdictionId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "dueOn" DATE,
    "takenById" UUID,
    "doneAt" TIMESTAMPTZ(3),
    "doneById" UUID,
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Service" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "personId" UUID,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "servedOn" DATE,
    "channel" "Channel",
    "factId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FactCorrection" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "correctedFactId" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "oldValue" JSONB,
    "newValue" JSONB,
    "reason" TEXT NOT NULL,
    "evidenceSha256" TEXT,
    "touchedPapers" JSONB NOT NULL,
    "touchedClocks" JSONB NOT NULL,
    "proposalId" UUID,
    "factId" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FactCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "body" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "mode" "InstallationMode" NOT NULL,
    "practiceNow" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL DEFAULT 1,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RuleSetVersion" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "effectiveFrom" DATE NOT NULL,
    "jurisdictionId" UUID,
    "body" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "proposedById" UUID,
    "approvedById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RuleSetVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HolidayNotice" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "off" JSONB NOT NULL,
    "work" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recordedById" UUID,

    CONSTRAINT "HolidayNotice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarLoad" (
    "id" UUID NOT NULL,
    "calendar" TEXT NOT NULL,
    "changedFrom" DATE NOT NULL,
    "changedUntil" DATE NOT NULL,
    "afterClockId" UUID,
    "movedClocks" INTEGER NOT NULL DEFAULT 0,
    "finishedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CalendarLoad_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "sha256" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "uploadedById" UUID,
    "projectId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "OutboxMail" (
    "id" UUID NOT NULL,
    "projectId" UUID,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "eventKey" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "state" "MailState" NOT NULL DEFAULT 'queued',
    "address" TEXT,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3),
    "stage" "Stage",
    "clockId" UUID,
    "clockVersion" INTEGER,
    "roundId" UUID,
    "sentAsId" UUID,
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "acceptedAt" TIMESTAMPTZ(3),
    "supersededById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OutboxMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" UUID NOT NULL,
    "creditCode" TEXT,
    "kinds" "OrganisationKind"[],
    "parentGroupId" UUID,
    "successorOfId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrganisationName" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "from" DATE,
    "until" DATE,

    CONSTRAINT "OrganisationName_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "kind" "MembershipKind" NOT NULL,
    "from" DATE,
    "until" DATE,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PoolMembership" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "jurisdictionId" UUID NOT NULL,
    "specialties" TEXT[],
    "titleLevel" TEXT NOT NULL,
    "yearsInField" INTEGER NOT NULL,
    "birthDate" DATE,
    "joinedOn" DATE NOT NULL,
    "status" "PoolStatus" NOT NULL DEFAULT 'active',
    "regulatorStaff" BOOLEAN NOT NULL DEFAULT false,
    "endedOn" DATE,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PoolMembership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeclaredRelation" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID,
    "projectId" UUID,
    "kind" TEXT NOT NULL,
    "from" DATE,
    "until" DATE,
    "declaredOn" DATE NOT NULL,
    "recordedById" UUID,
    "scanSha256" TEXT,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DeclaredRelation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Jurisdiction" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bureauName" TEXT NOT NULL,
    "paperCode" TEXT NOT NULL,
    "phone" TEXT,
    "address" TEXT,
    "parentId" UUID,

    CONSTRAINT "Jurisdiction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "idNumber" TEXT,
    "title" TEXT,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EmailAddress" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "bouncedAt" TIMESTAMPTZ(3),
    "disownedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EmailAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "passwordHash" TEXT,
    "passwordChangedAt" TIMESTAMPTZ(3),
    "totpSecret" TEXT,
    "totpConfirmedAt" TIMESTAMPTZ(3),
    "totpLastStep" INTEGER,
    "failedLogins" INTEGER NOT NULL DEFAULT 0,
    "lockedUntil" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoginLink" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "purpose" "LoginLinkPurpose" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "addressId" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LoginLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessToken" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AccessToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" TEXT NOT NULL,
    "sess" JSONB NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "jurisdictionId" UUID,
    "organisationId" UUID,
    "section" TEXT,
    "from" DATE NOT NULL,
    "until" DATE,
    "proposedById" UUID,
    "confirmedById" UUID,
    "confirmedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "deputyId" UUID,
    "recordedById" UUID,
    "channel" "Channel" NOT NULL DEFAULT 'web',
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "nationalCode" TEXT,
    "name" TEXT NOT NULL,
    "shortName" TEXT,
    "industry" TEXT NOT NULL,
    "location" TEXT,
    "insidePlanningArea" BOOLEAN NOT NULL DEFAULT false,
    "investmentWan" DECIMAL(14,2),
    "jurisdictionId" UUID NOT NULL,
    "stage" "Stage" NOT NULL DEFAULT 'planned',
    "route" "Route",
    "suspended" BOOLEAN NOT NULL DEFAULT false,
    "paperOnly" BOOLEAN NOT NULL DEFAULT false,
    "migrated" BOOLEAN NOT NULL DEFAULT false,
    "notPublic" BOOLEAN NOT NULL DEFAULT false,
    "gateBreach" BOOLEAN NOT NULL DEFAULT false,
    "worksStopped" BOOLEAN NOT NULL DEFAULT false,
    "mailHeld" BOOLEAN NOT NULL DEFAULT false,
    "caseOfficerId" UUID,
    "outcome" "Outcome",
    "outcomeOn" DATE,
    "outcomeDocument" TEXT,
    "outcomeApproverId" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Listing" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "category" "ListingCategory" NOT NULL,
    "number" TEXT NOT NULL,
    "text" JSONB NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnualPlan" (
    "id" UUID NOT NULL,
    "jurisdictionId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "fixedCount" INTEGER,
    "fixedOn" DATE,
    "proposedById" UUID,
    "fixedById" UUID,

    CONSTRAINT "AnnualPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnnualPlanItem" (
    "planId" UUID NOT NULL,
    "projectId" UUID NOT NULL,

    CONSTRAINT "AnnualPlanItem_pkey" PRIMARY KEY ("planId","projectId")
);

-- CreateTable
CREATE TABLE "ProjectParty" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "role" "OrganisationKind" NOT NULL,
    "from" DATE,
    "until" DATE,
    "factId" UUID,

    CONSTRAINT "ProjectParty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectDate" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "kind" "ProjectDateKind" NOT NULL,
    "value" DATE,
    "precision" "DatePrecision" NOT NULL DEFAULT 'day',
    "actual" BOOLEAN NOT NULL DEFAULT false,
    "factId" UUID,
    "sequence" SERIAL NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProjectDate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CheckIn" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "halfDayId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "factId" UUID NOT NULL,

    CONSTRAINT "CheckIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Departure" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3) NOT NULL,
    "factId" UUID NOT NULL,
    "confirmedById" UUID,

    CONSTRAINT "Departure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SampleItem" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "drawId" UUID,
    "number" INTEGER NOT NULL,
    "via" "SampleVia" NOT NULL,
    "stratum" TEXT NOT NULL,
    "volumeCode" TEXT,
    "ordinal" INTEGER,
    "seatId" UUID,
    "requestedAt" TIMESTAMPTZ(3),
    "producedAt" TIMESTAMPTZ(3),
    "notProduced" BOOLEAN NOT NULL DEFAULT false,
    "inspectedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SampleItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "sampleItemId" UUID,
    "code" TEXT NOT NULL,
    "article" TEXT,
    "evidence" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "mark" "FindingMark",
    "mergedIntoId" UUID,
    "dropReason" TEXT,
    "void" BOOLEAN NOT NULL DEFAULT false,
    "factId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SheetIn" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "void" BOOLEAN NOT NULL DEFAULT false,
    "sealHash" TEXT NOT NULL,
    "factId" UUID NOT NULL,
    "value" JSONB,
    "salt" TEXT,
    "revisionReason" TEXT,

    CONSTRAINT "SheetIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BallotIn" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sealHash" TEXT NOT NULL,
    "factId" UUID NOT NULL,
    "value" "Vote",
    "salt" TEXT,

    CONSTRAINT "BallotIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BallotAbsence" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "recordedById" UUID NOT NULL,
    "confirmedById" UUID,
    "factId" UUID NOT NULL,

    CONSTRAINT "BallotAbsence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Result" (
    "roundId" UUID NOT NULL,
    "panelSize" INTEGER NOT NULL,
    "pass" INTEGER NOT NULL,
    "fail" INTEGER NOT NULL,
    "abstain" INTEGER NOT NULL,
    "absent" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "scoreHundredths" INTEGER,
    "grade" TEXT,
    "sections" JSONB,
    "againstScore" BOOLEAN NOT NULL DEFAULT false,
    "announcedOn" DATE,
    "announcedFactId" UUID,

    CONSTRAINT "Result_pkey" PRIMARY KEY ("roundId")
);

-- CreateTable
CREATE TABLE "sealed"."sheet" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed"."ballot" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed"."draw" (
    "drawId" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "draw_pkey" PRIMARY KEY ("drawId")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "RoundKind" NOT NULL,
    "step" "RoundStep" NOT NULL DEFAULT 'days',
    "applicationId" UUID NOT NULL,
    "ruleSetId" UUID NOT NULL,
    "place" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingHalfDay" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "date" DATE NOT NULL,
    "half" "DayHalf" NOT NULL,
    "sitting" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "MeetingHalfDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Seat" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "role" "SeatRole" NOT NULL,
    "quota" TEXT,
    "state" "SeatState" NOT NULL DEFAULT 'vacant',

    CONSTRAINT "Seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SeatHolder" (
    "id" UUID NOT NULL,
    "seatId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "via" "SeatVia" NOT NULL,
    "drawId" UUID,
    "ticketRank" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "answer" "SeatAnswer",
    "answeredFactId" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "factId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SeatHolder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ceremony" (
    "id" UUID NOT NULL,
    "jurisdictionId" UUID NOT NULL,
    "heldOn" DATE NOT NULL,
    "place" TEXT,
    "witnessId" UUID NOT NULL,
    "operatorId" UUID NOT NULL,
    "digits" TEXT,
    "enteredAt" TIMESTAMPTZ(3),
    "correctionNote" TEXT,
    "photoSha256" TEXT,
    "revealedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Ceremony_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draw" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "projectId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "purpose" "DrawPurpose" NOT NULL,
    "state" "DrawState" NOT NULL DEFAULT 'committed',
    "ceremonyId" UUID,
    "commitment" JSONB NOT NULL,
    "root" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "committedFactId" UUID NOT NULL,
    "revealedFactId" UUID,
    "abandonedReason" TEXT,
    "abandonedFactId" UUID,
    "bundle" JSONB,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DrawExclusion" (
    "drawId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "filter" TEXT NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "DrawExclusion_pkey" PRIMARY KEY ("drawId","personId")
);

-- CreateTable
CREATE TABLE "Registration" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "form" JSONB NOT NULL,
    "state" "RegistrationState" NOT NULL DEFAULT 'submitted',
    "submittedFactId" UUID NOT NULL,
    "confirmedFactId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CorrectionRequest" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "subject" "CorrectionSubject" NOT NULL,
    "subjectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sentFactId" UUID NOT NULL,
    "answeredFactId" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CorrectionRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CorrectionItem" (
    "id" UUID NOT NULL,
    "requestId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "answer" TEXT,
    "answeredFactId" UUID,

    CONSTRAINT "CorrectionItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PeriodicReport" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "noChange" BOOLEAN NOT NULL,
    "content" JSONB NOT NULL,
    "factId" UUID NOT NULL,
    "readById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PeriodicReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Visit" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "visitedOn" DATE NOT NULL,
    "minutes" TEXT NOT NULL,
    "factId" UUID NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VisitFinding" (
    "id" UUID NOT NULL,
    "visitId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "state" "ItemState" NOT NULL DEFAULT 'open',
    "answer" TEXT,
    "answeredFactId" UUID,
    "verifiedFactId" UUID,

    CONSTRAINT "VisitFinding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Catalogue" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "reason" TEXT,
    "uploadedById" UUID NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Catalogue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Volume" (
    "id" UUID NOT NULL,
    "catalogueId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "drawings" INTEGER NOT NULL DEFAULT 0,
    "retention" "Retention" NOT NULL,
    "phase" TEXT NOT NULL,
    "stratum" TEXT NOT NULL,
    "receiver" TEXT,

    CONSTRAINT "Volume_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClassifiedCount" (
    "catalogueId" UUID NOT NULL,
    "stratum" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ClassifiedCount_pkey" PRIMARY KEY ("catalogueId","stratum")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" UUID NOT NULL,
    "projectId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "ApplicationState" NOT NULL DEFAULT 'submitted',
    "form" JSONB NOT NULL,
    "report" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,
    "selfScore" JSONB NOT NULL,
    "catalogueId" UUID NOT NULL,
    "catalogueSha256" TEXT NOT NULL,
    "ruleSetId" UUID NOT NULL,
    "receivedOn" DATE NOT NULL,
    "submittedFactId" UUID NOT NULL,
    "repliedFactId" UUID,
    "reasons" JSONB,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditRoot_at_key" ON "AuditRoot"("at");

-- CreateIndex
CREATE INDEX "Clock_projectId_kind_subject_idx" ON "Clock"("projectId", "kind", "subject");

-- CreateIndex
CREATE INDEX "Clock_state_dueOn_idx" ON "Clock"("state", "dueOn");

-- CreateIndex
CREATE INDEX "Clock_nextAt_idx" ON "Clock"("nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Opinion_roundId_version_key" ON "Opinion"("roundId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "OpinionSignature_opinionId_seatId_key" ON "OpinionSignature"("opinionId", "seatId");

-- CreateIndex
CREATE UNIQUE INDEX "Paper_replacesId_key" ON "Paper"("replacesId");

-- CreateIndex
CREATE INDEX "Paper_projectId_idx" ON "Paper"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Paper_jurisdictionId_kind_year_number_key" ON "Paper"("jurisdictionId", "kind", "year", "number");

-- CreateIndex
CREATE INDEX "RectificationItem_projectId_state_idx" ON "RectificationItem"("projectId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "RectificationItem_roundId_number_key" ON "RectificationItem"("roundId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "RectificationAnswer_itemId_number_key" ON "RectificationAnswer"("itemId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "HandOver_projectId_receiverId_attempt_key" ON "HandOver"("projectId", "receiverId", "attempt");

-- CreateIndex
CREATE INDEX "Suspension_projectId_idx" ON "Suspension"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Fact_key_key" ON "Fact"("key");

-- CreateIndex
CREATE INDEX "Fact_projectId_sequence_idx" ON "Fact"("projectId", "sequence");

-- CreateIndex
CREATE INDEX "StageChange_projectId_sequence_idx" ON "StageChange"("projectId", "sequence");

-- CreateIndex
CREATE INDEX "ActRequest_projectId_idx" ON "ActRequest"("projectId");

-- CreateIndex
CREATE INDEX "ActResult_projectId_idx" ON "ActResult"("projectId");

-- CreateIndex
CREATE INDEX "Proposal_projectId_state_idx" ON "Proposal"("projectId", "state");

-- CreateIndex
CREATE INDEX "Task_jurisdictionId_role_doneAt_idx" ON "Task"("jurisdictionId", "role", "doneAt");

-- CreateIndex
CREATE UNIQUE INDEX "Task_projectId_kind_subject_key" ON "Task"("projectId", "kind", "subject");

-- CreateIndex
CREATE INDEX "Service_projectId_idx" ON "Service"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Service_subjectKind_subjectId_key" ON "Service"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "FactCorrection_projectId_idx" ON "FactCorrection"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Draft_personId_projectId_kind_key" ON "Draft"("personId", "projectId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "RuleSetVersion_code_version_key" ON "RuleSetVersion"("code", "version");

-- CreateIndex
CREATE UNIQUE INDEX "HolidayNotice_year_version_key" ON "HolidayNotice"("year", "version");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarLoad_calendar_key" ON "CalendarLoad"("calendar");

-- CreateIndex
CREATE INDEX "OutboxMail_state_notBefore_idx" ON "OutboxMail"("state", "notBefore");

-- CreateIndex
CREATE INDEX "OutboxMail_personId_state_idx" ON "OutboxMail"("personId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMail_projectId_eventKey_personId_key" ON "OutboxMail"("projectId", "eventKey", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_creditCode_key" ON "Organisation"("creditCode");

-- CreateIndex
CREATE INDEX "OrganisationName_name_idx" ON "OrganisationName"("name");

-- CreateIndex
CREATE INDEX "OrganisationName_organisationId_idx" ON "OrganisationName"("organisationId");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE INDEX "Membership_organisationId_idx" ON "Membership"("organisationId");

-- CreateIndex
CREATE INDEX "PoolMembership_jurisdictionId_idx" ON "PoolMembership"("jurisdictionId");

-- CreateIndex
CREATE UNIQUE INDEX "PoolMembership_personId_jurisdictionId_key" ON "PoolMembership"("personId", "jurisdictionId");

-- CreateIndex
CREATE INDEX "DeclaredRelation_personId_idx" ON "DeclaredRelation"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Jurisdiction_code_key" ON "Jurisdiction"("code");

-- CreateIndex
CREATE INDEX "EmailAddress_personId_idx" ON "EmailAddress"("personId");

-- CreateIndex
CREATE INDEX "EmailAddress_address_idx" ON "EmailAddress"("address");

-- CreateIndex
CREATE UNIQUE INDEX "Account_personId_key" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_login_key" ON "Account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "LoginLink_tokenHash_key" ON "LoginLink"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "AccessToken_tokenHash_key" ON "AccessToken"("tokenHash");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "session"("expire");

-- CreateIndex
CREATE INDEX "Grant_personId_idx" ON "Grant"("personId");

-- CreateIndex
CREATE INDEX "Grant_jurisdictionId_role_idx" ON "Grant"("jurisdictionId", "role");

-- CreateIndex
CREATE INDEX "Grant_organisationId_role_idx" ON "Grant"("organisationId", "role");

-- CreateIndex
CREATE INDEX "Absence_personId_from_until_idx" ON "Absence"("personId", "from", "until");

-- CreateIndex
CREATE UNIQUE INDEX "Project_code_key" ON "Project"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Project_nationalCode_key" ON "Project"("nationalCode");

-- CreateIndex
CREATE INDEX "Project_jurisdictionId_stage_idx" ON "Project"("jurisdictionId", "stage");

-- CreateIndex
CREATE INDEX "Listing_projectId_idx" ON "Listing"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "Listing_year_level_number_key" ON "Listing"("year", "level", "number");

-- CreateIndex
CREATE UNIQUE INDEX "AnnualPlan_jurisdictionId_year_key" ON "AnnualPlan"("jurisdictionId", "year");

-- CreateIndex
CREATE INDEX "ProjectParty_projectId_idx" ON "ProjectParty"("projectId");

-- CreateIndex
CREATE INDEX "ProjectParty_organisationId_idx" ON "ProjectParty"("organisationId");

-- CreateIndex
CREATE INDEX "ProjectDate_projectId_kind_sequence_idx" ON "ProjectDate"("projectId", "kind", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "CheckIn_halfDayId_seatId_key" ON "CheckIn"("halfDayId", "seatId");

-- CreateIndex
CREATE UNIQUE INDEX "SampleItem_roundId_number_key" ON "SampleItem"("roundId", "number");

-- CreateIndex
CREATE INDEX "Finding_roundId_idx" ON "Finding"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "SheetIn_roundId_seatId_version_key" ON "SheetIn"("roundId", "seatId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "BallotIn_roundId_seatId_key" ON "BallotIn"("roundId", "seatId");

-- CreateIndex
CREATE UNIQUE INDEX "BallotAbsence_roundId_seatId_key" ON "BallotAbsence"("roundId", "seatId");

-- CreateIndex
CREATE UNIQUE INDEX "sheet_roundId_seatId_version_key" ON "sealed"."sheet"("roundId", "seatId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ballot_roundId_seatId_key" ON "sealed"."ballot"("roundId", "seatId");

-- CreateIndex
CREATE UNIQUE INDEX "Round_projectId_number_key" ON "Round"("projectId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingHalfDay_roundId_date_half_key" ON "MeetingHalfDay"("roundId", "date", "half");

-- CreateIndex
CREATE UNIQUE INDEX "Seat_roundId_number_key" ON "Seat"("roundId", "number");

-- CreateIndex
CREATE INDEX "SeatHolder_seatId_idx" ON "SeatHolder"("seatId");

-- CreateIndex
CREATE INDEX "SeatHolder_personId_idx" ON "SeatHolder"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Draw_number_key" ON "Draw"("number");

-- CreateIndex
CREATE INDEX "Draw_roundId_idx" ON "Draw"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "Registration_projectId_version_key" ON "Registration"("projectId", "version");

-- CreateIndex
CREATE INDEX "CorrectionRequest_projectId_idx" ON "CorrectionRequest"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "CorrectionRequest_subject_subjectId_number_key" ON "CorrectionRequest"("subject", "subjectId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "CorrectionItem_requestId_number_key" ON "CorrectionItem"("requestId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PeriodicReport_projectId_period_key" ON "PeriodicReport"("projectId", "period");

-- CreateIndex
CREATE INDEX "Visit_projectId_idx" ON "Visit"("projectId");

-- CreateIndex
CREATE UNIQUE INDEX "VisitFinding_visitId_number_key" ON "VisitFinding"("visitId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Catalogue_projectId_version_key" ON "Catalogue"("projectId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Volume_catalogueId_code_key" ON "Volume"("catalogueId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Application_projectId_number_key" ON "Application"("projectId", "number");

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_ruleSetId_fkey" FOREIGN KEY ("ruleSetId") REFERENCES "RuleSetVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Opinion" ADD CONSTRAINT "Opinion_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OpinionSignature" ADD CONSTRAINT "OpinionSignature_opinionId_fkey" FOREIGN KEY ("opinionId") REFERENCES "Opinion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Paper" ADD CONSTRAINT "Paper_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RectificationItem" ADD CONSTRAINT "RectificationItem_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RectificationItem" ADD CONSTRAINT "RectificationItem_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RectificationAnswer" ADD CONSTRAINT "RectificationAnswer_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RectificationItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_receiverId_fkey" FOREIGN KEY ("receiverId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Suspension" ADD CONSTRAINT "Suspension_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fact" ADD CONSTRAINT "Fact_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StageChange" ADD CONSTRAINT "StageChange_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Service" ADD CONSTRAINT "Service_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Service" ADD CONSTRAINT "Service_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FactCorrection" ADD CONSTRAINT "FactCorrection_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxMail" ADD CONSTRAINT "OutboxMail_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxMail" ADD CONSTRAINT "OutboxMail_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_parentGroupId_fkey" FOREIGN KEY ("parentGroupId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_successorOfId_fkey" FOREIGN KEY ("successorOfId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrganisationName" ADD CONSTRAINT "OrganisationName_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolMembership" ADD CONSTRAINT "PoolMembership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolMembership" ADD CONSTRAINT "PoolMembership_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeclaredRelation" ADD CONSTRAINT "DeclaredRelation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeclaredRelation" ADD CONSTRAINT "DeclaredRelation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Jurisdiction" ADD CONSTRAINT "Jurisdiction_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Jurisdiction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmailAddress" ADD CONSTRAINT "EmailAddress_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoginLink" ADD CONSTRAINT "LoginLink_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessToken" ADD CONSTRAINT "AccessToken_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Listing" ADD CONSTRAINT "Listing_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualPlan" ADD CONSTRAINT "AnnualPlan_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualPlanItem" ADD CONSTRAINT "AnnualPlanItem_planId_fkey" FOREIGN KEY ("planId") REFERENCES "AnnualPlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnualPlanItem" ADD CONSTRAINT "AnnualPlanItem_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectParty" ADD CONSTRAINT "ProjectParty_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectParty" ADD CONSTRAINT "ProjectParty_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectDate" ADD CONSTRAINT "ProjectDate_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckIn" ADD CONSTRAINT "CheckIn_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Departure" ADD CONSTRAINT "Departure_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SampleItem" ADD CONSTRAINT "SampleItem_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_sampleItemId_fkey" FOREIGN KEY ("sampleItemId") REFERENCES "SampleItem"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SheetIn" ADD CONSTRAINT "SheetIn_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BallotIn" ADD CONSTRAINT "BallotIn_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BallotAbsence" ADD CONSTRAINT "BallotAbsence_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Result" ADD CONSTRAINT "Result_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_ruleSetId_fkey" FOREIGN KEY ("ruleSetId") REFERENCES "RuleSetVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingHalfDay" ADD CONSTRAINT "MeetingHalfDay_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeatHolder" ADD CONSTRAINT "SeatHolder_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeatHolder" ADD CONSTRAINT "SeatHolder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ceremony" ADD CONSTRAINT "Ceremony_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draw" ADD CONSTRAINT "Draw_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draw" ADD CONSTRAINT "Draw_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draw" ADD CONSTRAINT "Draw_ceremonyId_fkey" FOREIGN KEY ("ceremonyId") REFERENCES "Ceremony"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DrawExclusion" ADD CONSTRAINT "DrawExclusion_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "Draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Registration" ADD CONSTRAINT "Registration_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CorrectionRequest" ADD CONSTRAINT "CorrectionRequest_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CorrectionItem" ADD CONSTRAINT "CorrectionItem_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "CorrectionRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PeriodicReport" ADD CONSTRAINT "PeriodicReport_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Visit" ADD CONSTRAINT "Visit_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VisitFinding" ADD CONSTRAINT "VisitFinding_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "Visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Catalogue" ADD CONSTRAINT "Catalogue_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Volume" ADD CONSTRAINT "Volume_catalogueId_fkey" FOREIGN KEY ("catalogueId") REFERENCES "Catalogue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClassifiedCount" ADD CONSTRAINT "ClassifiedCount_catalogueId_fkey" FOREIGN KEY ("catalogueId") REFERENCES "Catalogue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_catalogueId_fkey" FOREIGN KEY ("catalogueId") REFERENCES "Catalogue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_ruleSetId_fkey" FOREIGN KEY ("ruleSetId") REFERENCES "RuleSetVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
