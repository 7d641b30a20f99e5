-- What no code, however wrong, can write.

CREATE SCHEMA integrity;

-- Two people (trust.md): who proposes is not who approves.
ALTER TABLE "Proposal"
  ADD CONSTRAINT "Proposal_two_people" CHECK (state = 'withdrawn' OR "proposedById" IS DISTINCT FROM "decidedById"),
  ADD CONSTRAINT "Proposal_decided" CHECK ((state IN ('approved', 'sent_back')) <= ("decidedById" IS NOT NULL AND "decidedAt" IS NOT NULL));
ALTER TABLE "Grant"
  ADD CONSTRAINT "Grant_two_people" CHECK ("confirmedById" NOT IN ("proposedById", "personId") OR "confirmedById" IS NULL),
  ADD CONSTRAINT "Grant_confirmed" CHECK (("confirmedById" IS NULL) = ("confirmedAt" IS NULL)),
  ADD CONSTRAINT "Grant_place" CHECK (CASE
    WHEN role IN ('officer', 'director', 'recorder') THEN "jurisdictionId" IS NOT NULL AND "organisationId" IS NULL
    WHEN role IN ('owner', 'department', 'receiver') THEN "organisationId" IS NOT NULL AND "jurisdictionId" IS NULL
    ELSE true END),
  ADD CONSTRAINT "Grant_days" CHECK (until >= "from");
ALTER TABLE "AnnualPlan"
  ADD CONSTRAINT "AnnualPlan_two_people" CHECK ("proposedById" IS DISTINCT FROM "fixedById" OR "fixedById" IS NULL),
  ADD CONSTRAINT "AnnualPlan_fixed" CHECK (("fixedById" IS NULL) = ("fixedOn" IS NULL) AND ("fixedOn" IS NULL) = ("fixedCount" IS NULL));
ALTER TABLE "RuleSetVersion"
  ADD CONSTRAINT "RuleSetVersion_two_people" CHECK ("proposedById" IS DISTINCT FROM "approvedById" OR "approvedById" IS NULL);
ALTER TABLE "BallotAbsence"
  ADD CONSTRAINT "BallotAbsence_two_people" CHECK ("recordedById" IS DISTINCT FROM "confirmedById");
ALTER TABLE "Departure"
  ADD CONSTRAINT "Departure_two_people" CHECK ("personId" IS DISTINCT FROM "confirmedById");
ALTER TABLE "Ceremony"
  ADD CONSTRAINT "Ceremony_two_people" CHECK ("witnessId" IS DISTINCT FROM "operatorId"),
  ADD CONSTRAINT "Ceremony_digits" CHECK ((digits IS NULL) = ("enteredAt" IS NULL)),
  ADD CONSTRAINT "Ceremony_revealed" CHECK ("revealedAt" IS NULL OR digits IS NOT NULL);

-- The recorder who records a departure is not the one who confirms it; he is known by his fact.
CREATE FUNCTION integrity.two_people_record_departure() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT FROM public."Fact" f WHERE f.id = NEW."factId" AND f."recordedById" = NEW."confirmedById") THEN
    RAISE EXCEPTION 'a departure is recorded by two people' USING ERRCODE = 'check_violation', CONSTRAINT = 'Departure_two_people';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER two_people BEFORE INSERT OR UPDATE ON "Departure"
  FOR EACH ROW WHEN (NEW."confirmedById" IS NOT NULL) EXECUTE FUNCTION integrity.two_people_record_departure();

-- Through the API only a director of that bureau or one above confirms, in his own name.
CREATE FUNCTION integrity.director_confirms() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'dangyan_api' AND (NEW."confirmedById" IS DISTINCT FROM access.person()
    OR NEW."jurisdictionId" IS NOT NULL AND NEW."jurisdictionId" NOT IN (SELECT access.director_jurisdictions())
    OR NEW."jurisdictionId" IS NULL AND NOT EXISTS (SELECT access.director_jurisdictions())) THEN
    RAISE EXCEPTION 'a director of the bureau confirms' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER director_confirms BEFORE UPDATE OF "confirmedById" ON "Grant"
  FOR EACH ROW WHEN (NEW."confirmedById" IS DISTINCT FROM OLD."confirmedById") EXECUTE FUNCTION integrity.director_confirms();

-- Added, never changed nor removed, by whatever role.
CREATE FUNCTION integrity.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% refused: "%" is only added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['AuditEvent', 'AuditRoot', 'Fact', 'StageChange', 'ActRequest', 'FactCorrection', 'HolidayNotice', 'DrawExclusion', 'StoredFile'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION integrity.refuse()', t);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.%I EXECUTE FUNCTION integrity.refuse()', t);
  END LOOP;
  -- Changed on their way, never removed.
  FOREACH t IN ARRAY ARRAY['AuditHead', 'ActResult', 'OutboxMail', 'Project', 'Round', 'SeatHolder', 'Draw', 'Ceremony', 'SheetIn',
    'BallotIn', 'BallotAbsence', 'Departure', 'CheckIn', 'SampleItem', 'Finding', 'Result', 'Opinion', 'OpinionSignature', 'Paper',
    'Proposal', 'Grant', 'RuleSetVersion', 'Application', 'Registration', 'RectificationItem', 'RectificationAnswer', 'HandOver',
    'Suspension', 'Installation', 'Clock', 'Service', 'Task'] LOOP
    EXECUTE format('CREATE TRIGGER no_delete BEFORE DELETE ON public.%I FOR EACH ROW EXECUTE FUNCTION integrity.refuse()', t);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.%I EXECUTE FUNCTION integrity.refuse()', t);
  END LOOP;
END $$;

-- An act's result is filled in by the transaction that claimed its key, once.
CREATE TRIGGER once BEFORE UPDATE ON "ActResult"
  FOR EACH ROW WHEN (OLD.result <> '{}' OR NEW.key <> OLD.key OR NEW."actorId" <> OLD."actorId" OR NEW."projectId" <> OLD."projectId")
  EXECUTE FUNCTION integrity.refuse();
-- What was committed before the dice stays as it was, and a draw ends once.
CREATE TRIGGER committed BEFORE UPDATE ON "Draw"
  FOR EACH ROW WHEN (NEW.commitment IS DISTINCT FROM OLD.commitment OR NEW.root <> OLD.root OR NEW."secretHash" <> OLD."secretHash"
    OR NEW.number <> OLD.number OR NEW."roundId" <> OLD."roundId" OR NEW.purpose <> OLD.purpose
    OR OLD.state <> 'committed' AND (NEW.state <> OLD.state OR NEW.bundle IS DISTINCT FROM OLD.bundle))
  EXECUTE FUNCTION integrity.refuse();
CREATE TRIGGER thrown BEFORE UPDATE ON "Ceremony"
  FOR EACH ROW WHEN (OLD."revealedAt" IS NOT NULL AND (NEW.digits IS DISTINCT FROM OLD.digits OR NEW."revealedAt" IS DISTINCT FROM OLD."revealedAt"))
  EXECUTE FUNCTION integrity.refuse();
-- A sheet or ballot that is in stays what it is; the opening adds what it says.
CREATE TRIGGER sealed BEFORE UPDATE ON "BallotIn"
  FOR EACH ROW WHEN (NEW."sealHash" <> OLD."sealHash" OR NEW."personId" <> OLD."personId" OR NEW."seatId" <> OLD."seatId"
    OR OLD.value IS NOT NULL AND (NEW.value IS DISTINCT FROM OLD.value OR NEW.salt IS DISTINCT FROM OLD.salt))
  EXECUTE FUNCTION integrity.refuse();
CREATE TRIGGER sealed BEFORE UPDATE ON "SheetIn"
  FOR EACH ROW WHEN (NEW."sealHash" IS DISTINCT FROM OLD."sealHash" OR NEW."personId" <> OLD."personId" OR NEW."seatId" <> OLD."seatId"
    OR NEW.version <> OLD.version OR OLD.value IS NOT NULL AND (NEW.value IS DISTINCT FROM OLD.value OR NEW.salt IS DISTINCT FROM OLD.salt))
  EXECUTE FUNCTION integrity.refuse();
-- A rule set in force is what cases are pinned to.
CREATE TRIGGER fixed BEFORE UPDATE ON "RuleSetVersion"
  FOR EACH ROW WHEN (NEW.body IS DISTINCT FROM OLD.body OR NEW.sha256 <> OLD.sha256 OR NEW.code <> OLD.code OR NEW.version <> OLD.version
    OR NEW."effectiveFrom" <> OLD."effectiveFrom" OR OLD."approvedById" IS NOT NULL AND NEW."approvedById" IS DISTINCT FROM OLD."approvedById")
  EXECUTE FUNCTION integrity.refuse();
CREATE TRIGGER proposed BEFORE UPDATE ON "Proposal"
  FOR EACH ROW WHEN (NEW."proposedById" <> OLD."proposedById" OR NEW.content IS DISTINCT FROM OLD.content OR NEW.kind <> OLD.kind
    OR OLD.state <> 'open' AND (NEW.state <> OLD.state OR NEW."decidedById" IS DISTINCT FROM OLD."decidedById"))
  EXECUTE FUNCTION integrity.refuse();
CREATE TRIGGER who BEFORE UPDATE ON "Grant"
  FOR EACH ROW WHEN (NEW."personId" <> OLD."personId" OR NEW.role <> OLD.role OR NEW."jurisdictionId" IS DISTINCT FROM OLD."jurisdictionId"
    OR NEW."organisationId" IS DISTINCT FROM OLD."organisationId" OR NEW."proposedById" IS DISTINCT FROM OLD."proposedById"
    OR OLD."confirmedById" IS NOT NULL AND NEW."confirmedById" IS DISTINCT FROM OLD."confirmedById")
  EXECUTE FUNCTION integrity.refuse();

-- One installation, real or practice from birth to end.
ALTER TABLE "Installation"
  ADD CONSTRAINT "Installation_one_row" CHECK (id = 1),
  ADD CONSTRAINT "Installation_practice_time" CHECK ((mode = 'practice') = ("practiceNow" IS NOT NULL));
CREATE TRIGGER born BEFORE UPDATE ON "Installation"
  FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.mode <> OLD.mode OR NEW.generation < OLD.generation OR NEW."practiceNow" < OLD."practiceNow")
  EXECUTE FUNCTION integrity.refuse();

-- A project stands where its last move left it, and is closed with an outcome and by somebody.
CREATE FUNCTION integrity.stage_is_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  now_at record;
  last_to public."Stage";
BEGIN
  SELECT p.stage, p.outcome, p."outcomeOn" INTO now_at FROM public."Project" p WHERE p.id = NEW.id;
  SELECT s."to" INTO last_to FROM public."StageChange" s WHERE s."projectId" = NEW.id ORDER BY s.sequence DESC LIMIT 1;
  IF last_to IS DISTINCT FROM now_at.stage THEN
    RAISE EXCEPTION 'stage % was not recorded as a move', now_at.stage USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF (now_at.stage = 'closed') <> (now_at.outcome IS NOT NULL) OR (now_at.outcome IS NULL) <> (now_at."outcomeOn" IS NULL) THEN
    RAISE EXCEPTION 'a project is closed with an outcome and its date' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stage_is_recorded AFTER UPDATE OF stage, outcome ON "Project"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION integrity.stage_is_recorded();

-- Values that mean nothing.
ALTER TABLE "Absence"
  ADD CONSTRAINT "Absence_days" CHECK (until >= "from"),
  ADD CONSTRAINT "Absence_deputy" CHECK ("deputyId" <> "personId");
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_days" CHECK (until >= "from");
ALTER TABLE "ProjectParty" ADD CONSTRAINT "ProjectParty_days" CHECK (until >= "from");
ALTER TABLE "SampleItem" ADD CONSTRAINT "SampleItem_one_name" CHECK (num_nonnulls("volumeCode", ordinal) = 1);
ALTER TABLE "SheetIn" ADD CONSTRAINT "SheetIn_opened" CHECK (salt IS NULL OR value IS NOT NULL);
ALTER TABLE "BallotIn" ADD CONSTRAINT "BallotIn_opened" CHECK ((salt IS NULL) = (value IS NULL));
ALTER TABLE "Result" ADD CONSTRAINT "Result_adds_up" CHECK (
  "panelSize" >= 5 AND "panelSize" % 2 = 1 AND least(pass, fail, abstain, absent) >= 0 AND pass + fail + abstain + absent = "panelSize");
ALTER TABLE "Clock"
  ADD CONSTRAINT "Clock_version" CHECK (version >= 0),
  ADD CONSTRAINT "Clock_rests" CHECK (state IN ('running', 'waiting') OR "nextAt" IS NULL);
ALTER TABLE "ClassifiedCount" ADD CONSTRAINT "ClassifiedCount_count" CHECK (count >= 0);
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_sequence" CHECK (sequence > 0);

-- One of a kind at a time.
CREATE UNIQUE INDEX "Round_one_open" ON "Round" ("projectId") WHERE "endedAt" IS NULL AND step NOT IN ('announced', 'ended');
CREATE UNIQUE INDEX "SeatHolder_one_current" ON "SeatHolder" ("seatId") WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX "BallotIn_one_per_seat" ON "BallotIn" ("roundId", "seatId") WHERE NOT void;
CREATE UNIQUE INDEX "SheetIn_one_per_seat" ON "SheetIn" ("roundId", "seatId", version) WHERE NOT void;
CREATE UNIQUE INDEX "Application_one_open" ON "Application" ("projectId") WHERE state IN ('submitted', 'corrections_out');
CREATE UNIQUE INDEX "Suspension_one_open" ON "Suspension" ("projectId") WHERE "endedFactId" IS NULL;
CREATE UNIQUE INDEX "Opinion_one_issued" ON "Opinion" ("roundId") WHERE state = 'issued';
CREATE UNIQUE INDEX "Proposal_one_open" ON "Proposal" ("projectId", kind, "subjectId") NULLS NOT DISTINCT WHERE state = 'open';
CREATE UNIQUE INDEX "Clock_one_open" ON "Clock" ("projectId", kind, subject) WHERE state <> 'stopped';
CREATE UNIQUE INDEX "StageChange_one_birth" ON "StageChange" ("projectId") WHERE "from" IS NULL;
CREATE UNIQUE INDEX "Account_login_any_case" ON "Account" (lower(login));
CREATE UNIQUE INDEX "OutboxMail_no_project" ON "OutboxMail" ("eventKey", "personId") WHERE "projectId" IS NULL;
CREATE UNIQUE INDEX "Task_no_project" ON "Task" ("jurisdictionId", kind, subject) WHERE "projectId" IS NULL;

-- Lists of names read in the order of their sound; equality stays that of bytes.
CREATE COLLATION pinyin (provider = icu, locale = 'zh-Hans-u-co-pinyin');
ALTER TABLE "Project" ALTER COLUMN name TYPE text COLLATE pinyin, ALTER COLUMN "shortName" TYPE text COLLATE pinyin;
ALTER TABLE "Person" ALTER COLUMN name TYPE text COLLATE pinyin;
ALTER TABLE "OrganisationName" ALTER COLUMN name TYPE text COLLATE pinyin;
ALTER TABLE "Jurisdiction" ALTER COLUMN name TYPE text COLLATE pinyin;
