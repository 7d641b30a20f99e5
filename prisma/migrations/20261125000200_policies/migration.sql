-- The second lock on reading (the first is api/visible-to.ts): row-level security, forced, on every table. The worker sees
-- and writes all, by policies of its own; the API what its person may; the public pages what open.* shows.

GRANT USAGE ON SCHEMA public TO dangyan_api, dangyan_worker, dangyan_public;

DO $$
DECLARE
  t regclass;
BEGIN
  FOR t IN
    SELECT c.oid FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace IN ('public'::regnamespace, 'sealed'::regnamespace)
      AND c.relname <> '_prisma_migrations'
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    -- Functions of the owner check for themselves whom they answer.
    EXECUTE format('CREATE POLICY owner ON %s TO dangyan_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOR t IN
    SELECT c.oid FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
      AND c.relname NOT IN ('_prisma_migrations', 'session')
  LOOP
    EXECUTE format('CREATE POLICY worker ON %s TO dangyan_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON %s TO dangyan_worker', t);
    EXECUTE format('GRANT SELECT ON %s TO dangyan_api', t);
  END LOOP;
END $$;

-- Heads would tell of every project there is, and a root's heads how busy each one was.
REVOKE SELECT ON "AuditHead", "AuditRoot" FROM dangyan_api;
GRANT SELECT (sequence, at, root, previous, signature, "keyId") ON "AuditRoot" TO dangyan_api;

-- What the worker writes. Facts and the like are only ever added; only what is nobody's record may be deleted. The audit
-- log is written by functions alone.
DO $$
DECLARE
  t text;
BEGIN
  FOR t IN
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
      AND relname NOT IN ('_prisma_migrations', 'session', 'AuditEvent', 'AuditHead', 'AuditRoot')
  LOOP
    EXECUTE format('GRANT INSERT ON public.%I TO dangyan_worker', t);
    IF t NOT IN ('Fact', 'StageChange', 'ActRequest', 'FactCorrection', 'HolidayNotice', 'StoredFile', 'DrawExclusion') THEN
      EXECUTE format('GRANT UPDATE ON public.%I TO dangyan_worker', t);
    END IF;
  END LOOP;
END $$;
GRANT DELETE ON "AnnualPlanItem", "Draft", "IdempotencyKey", "MeetingHalfDay", "PersonDetails" TO dangyan_worker;

-- What the API reads. In these expressions {staff} is the array of the person's jurisdictions, {owner}, {body}, {member} and
-- {projects} are arrays of project ids, {held} and {rounds} of round ids, {me} the person; each is worked out once.
CREATE FUNCTION pg_temp.sees(tables text[], condition text, command text DEFAULT 'SELECT') RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  words text[] := ARRAY[
    '{me}', '(SELECT access.person())',
    '{party_of_staff}', 'access.is_party("organisationId", {staff})',
    '{admin}', '(SELECT access.is_admin())',
    '{is_staff}', '(SELECT access.is_staff())',
    '{staff}', 'ARRAY(SELECT access.staff_jurisdictions())',
    '{director}', 'ARRAY(SELECT access.director_jurisdictions())',
    '{owner}', 'ARRAY(SELECT access.owner_projects())',
    '{body}', 'ARRAY(SELECT access.body_projects())',
    '{member}', 'ARRAY(SELECT access.member_projects())',
    '{projects}', 'ARRAY(SELECT access.related_projects())',
    '{held}', 'ARRAY(SELECT access.held_rounds())',
    '{rounds}', 'ARRAY(SELECT access.member_rounds())',
    '{witnessed}', 'ARRAY(SELECT access.witnessed_rounds())',
    '{ceremonies}', 'ARRAY(SELECT access.witnessed_ceremonies())',
    '{organisations}', 'ARRAY(SELECT access.organisations())',
    '{accounts}', 'ARRAY(SELECT access.accounts())'];
  t text;
  expression text;
BEGIN
  FOREACH t IN ARRAY tables LOOP
    -- {of_staff}: the row's project belongs to the person's bureau; {round_of_staff}: its round's project does.
    expression := replace(condition, '{of_staff}', format(
      'EXISTS (SELECT FROM public."Project" p WHERE p.id = public.%I."projectId" AND p."jurisdictionId" = ANY ({staff}))', t));
    expression := replace(expression, '{round_of_staff}', format(
      'EXISTS (SELECT FROM public."Round" r JOIN public."Project" p ON p.id = r."projectId"
        WHERE r.id = public.%I."roundId" AND p."jurisdictionId" = ANY ({staff}))', t));
    expression := replace(expression, '{round_of_owner}', format(
      'EXISTS (SELECT FROM public."Round" r WHERE r.id = public.%I."roundId" AND r."projectId" = ANY ({owner}))', t));
    FOR i IN 1 .. array_length(words, 1) BY 2 LOOP
      expression := replace(expression, words[i], words[i + 1]);
    END LOOP;
    IF command = 'INSERT' THEN
      EXECUTE format('GRANT INSERT ON public.%I TO dangyan_api', t);
      EXECUTE format('CREATE POLICY api_adds ON public.%I FOR INSERT TO dangyan_api WITH CHECK (%s)', t, expression);
    ELSIF command = 'UPDATE' THEN
      EXECUTE format('CREATE POLICY api_changes ON public.%I FOR UPDATE TO dangyan_api USING (%s)', t, expression);
    ELSIF command = 'DELETE' THEN
      EXECUTE format('GRANT DELETE ON public.%I TO dangyan_api', t);
      EXECUTE format('CREATE POLICY api_removes ON public.%I FOR DELETE TO dangyan_api USING (%s)', t, expression);
    ELSE
      EXECUTE format('CREATE POLICY api_reads ON public.%I FOR SELECT TO dangyan_api USING (%s)', t, expression);
    END IF;
  END LOOP;
END $$;

-- Rules and registers: everybody who is signed in.
SELECT pg_temp.sees('{Installation}', 'true');
SELECT pg_temp.sees('{Jurisdiction,RuleSetVersion,HolidayNotice,CalendarLoad,Organisation,OrganisationName,AuditRoot}', '{me} IS NOT NULL');

-- Projects and what tells no more than their head.
SELECT pg_temp.sees('{Project}', '"jurisdictionId" = ANY ({staff}) OR id = ANY ({projects})');
SELECT pg_temp.sees('{Listing,ProjectDate,ProjectParty,StageChange}', '{of_staff} OR "projectId" = ANY ({projects})');

-- The case between owner and bureau.
SELECT pg_temp.sees('{Fact}', '{of_staff} OR "recordedById" = {me} OR "onBehalfOfId" = {me}
  OR "projectId" = ANY ({owner}) AND kind = ANY (access.owner_fact_kinds())');
SELECT pg_temp.sees('{Registration,CorrectionRequest,PeriodicReport,Visit,Suspension,FactCorrection}',
  '{of_staff} OR "projectId" = ANY ({owner})');
SELECT pg_temp.sees('{Application,RectificationItem}', '{of_staff} OR "projectId" = ANY ({owner}) OR "projectId" = ANY ({member})');
SELECT pg_temp.sees('{Catalogue}', '{of_staff} OR "projectId" = ANY ({owner}) OR "projectId" = ANY ({member}) OR "projectId" = ANY ({body})');
SELECT pg_temp.sees('{HandOver}', '{of_staff} OR "projectId" = ANY ({owner}) OR "receiverId" = ANY ({organisations})');
SELECT pg_temp.sees('{Service}', '{of_staff} OR "projectId" = ANY ({owner}) OR "personId" = {me}');
SELECT pg_temp.sees('{Clock}', '{of_staff} OR "projectId" = ANY ({projects}) AND (workflow <> ''panelFormation''
  OR "projectId" = ANY ({body}) OR subject IN (SELECT h.id::text FROM public."SeatHolder" h WHERE h."personId" = {me}))');
SELECT pg_temp.sees('{Paper}', '"jurisdictionId" = ANY ({staff}) OR "issuedOn" IS NOT NULL AND (
  "projectId" = ANY ({owner}) AND kind = ANY (access.owner_papers())
  OR "projectId" = ANY ({body}) AND kind = ANY (access.body_papers())
  OR "projectId" = ANY ({member}) AND kind = ANY (access.panel_papers()))');
SELECT pg_temp.sees('{CorrectionItem}', 'EXISTS (SELECT FROM public."CorrectionRequest" x WHERE x.id = "requestId")');
SELECT pg_temp.sees('{VisitFinding}', 'EXISTS (SELECT FROM public."Visit" x WHERE x.id = "visitId")');
SELECT pg_temp.sees('{RectificationAnswer}', 'EXISTS (SELECT FROM public."RectificationItem" x WHERE x.id = "itemId")');
SELECT pg_temp.sees('{Volume,ClassifiedCount}', 'EXISTS (SELECT FROM public."Catalogue" x WHERE x.id = "catalogueId")');

-- The bureau's own.
SELECT pg_temp.sees('{Proposal}', '{of_staff}');
SELECT pg_temp.sees('{Task}', '"jurisdictionId" = ANY ({staff}) OR role = ''owner'' AND "projectId" = ANY ({owner})
  OR role IN (''department'', ''receiver'') AND "projectId" = ANY ({body})');
SELECT pg_temp.sees('{AnnualPlan}', '"jurisdictionId" = ANY ({staff})');
SELECT pg_temp.sees('{AnnualPlanItem}', 'EXISTS (SELECT FROM public."AnnualPlan" x WHERE x.id = "planId")');
SELECT pg_temp.sees('{AuditEvent}', 'chain LIKE ''project/%'' AND EXISTS (SELECT FROM public."Project" p
    WHERE p.code = substr(chain, 9) AND p."jurisdictionId" = ANY ({staff}))
  OR chain LIKE ''jurisdiction/%'' AND EXISTS (SELECT FROM public."Jurisdiction" j
    WHERE j.code = substr(chain, 14) AND j.id = ANY ({staff}))
  OR chain = ''installation'' AND {admin}');
-- Messages that belong to no project hold links to accounts.
SELECT pg_temp.sees('{OutboxMail}', '"projectId" IS NOT NULL AND ("personId" = {me} OR {of_staff})');

-- The panel. Its names are hidden from owner and members until check-in (selection.md, Sealing): a holder is seen through
-- his check-in.
SELECT pg_temp.sees('{Round}', '{of_staff} OR id = ANY ({held}) OR id = ANY ({witnessed}) OR "projectId" = ANY ({owner}) OR "projectId" = ANY ({body})');
SELECT pg_temp.sees('{MeetingHalfDay,Seat}', 'EXISTS (SELECT FROM public."Round" x WHERE x.id = "roundId")');
SELECT pg_temp.sees('{CheckIn}', '{round_of_staff} OR "personId" = {me} OR EXISTS (
  SELECT FROM public."Round" x WHERE x.id = "roundId" AND access.met(x.step)
    AND (x.id = ANY ({rounds}) OR x."projectId" = ANY ({owner})))');
SELECT pg_temp.sees('{SeatHolder}', '"personId" = {me} OR access.is_of("seatId", {staff})
  OR access.is_met("seatId", "personId", {rounds}, {owner}, {body})');
SELECT pg_temp.sees('{SampleItem}', '{round_of_staff} OR "roundId" = ANY ({rounds}) OR {round_of_owner}');
SELECT pg_temp.sees('{Finding,Departure,BallotAbsence}', '{round_of_staff} OR "roundId" = ANY ({rounds})');
-- A member sees that he handed in, and the others' only once they are open; the bureau sees in or not in.
SELECT pg_temp.sees('{SheetIn,BallotIn}', '{round_of_staff} OR "roundId" = ANY ({rounds}) AND ("personId" = {me} OR value IS NOT NULL)');
SELECT pg_temp.sees('{Result}', '{round_of_staff} OR "roundId" = ANY ({rounds}) OR "announcedOn" IS NOT NULL AND {round_of_owner}');
SELECT pg_temp.sees('{Opinion}', '{of_staff} OR "roundId" = ANY ({rounds}) OR state = ''issued'' AND "projectId" = ANY ({owner})');
SELECT pg_temp.sees('{OpinionSignature}', 'EXISTS (SELECT FROM public."Opinion" x WHERE x.id = "opinionId")');

-- Draws: the bureau and the witness. Everybody else reads the public bundle (open.draw).
SELECT pg_temp.sees('{Ceremony}', '"jurisdictionId" = ANY ({staff}) OR "witnessId" = {me}');
SELECT pg_temp.sees('{Draw}', '{of_staff} OR "ceremonyId" = ANY ({ceremonies})');
-- A district that borrows from the city's pool sees the counts per filter in the draw, not whom they were.
SELECT pg_temp.sees('{DrawExclusion}', 'EXISTS (SELECT FROM public."Draw" d JOIN public."Project" p ON p.id = d."projectId"
    WHERE d.id = "drawId" AND p."jurisdictionId" = ANY ({staff}))
  AND EXISTS (SELECT FROM public."PoolMembership" m WHERE m."personId" = public."DrawExclusion"."personId" AND m."jurisdictionId" = ANY ({staff}))');

-- People: a name is seen by whoever sees why the person is there; phone, number and address by who keeps the record.
-- One's own, and those of whom one stands in for.
SELECT pg_temp.sees('{Grant}', '"personId" = ANY (ARRAY(SELECT access.acting_for())) OR {admin} OR "jurisdictionId" = ANY ({staff})
  OR "organisationId" = ANY ({organisations}) OR {party_of_staff}');
SELECT pg_temp.sees('{PoolMembership}', '"personId" = {me} OR "jurisdictionId" = ANY ({staff})');
SELECT pg_temp.sees('{Membership}', '"personId" = {me} OR {admin} OR "organisationId" = ANY ({organisations}) OR {party_of_staff}
  OR EXISTS (SELECT FROM public."PoolMembership" x WHERE x."personId" = public."Membership"."personId")');
SELECT pg_temp.sees('{Person}', 'id = {me} OR {admin} OR "recordedById" = {me} OR access.keeps(id, {staff}) OR access.seats(id, {staff})
  OR access.meets(id, {rounds}, {owner}, {body}, {organisations}, {projects})');
SELECT pg_temp.sees('{PersonDetails}', '"personId" = {me} OR (access.keeps("personId", {staff}) OR access.seats("personId", {staff}))');
SELECT pg_temp.sees('{EmailAddress}', '"personId" = {me} OR {admin}
  OR (access.keeps("personId", {staff}) OR access.seats("personId", {staff}))
  OR EXISTS (SELECT FROM public."Account" a WHERE a."personId" = public."EmailAddress"."personId" AND a.id = ANY ({accounts}))');
SELECT pg_temp.sees('{DeclaredRelation}', '"personId" = {me} OR {of_staff} OR access.keeps("personId", {staff})');
SELECT pg_temp.sees('{Absence}', '"personId" = {me} OR "deputyId" = {me} OR access.keeps("personId", {staff})');

-- Accounts: one's own. Who is not signed in sees the one that he names exactly.
SELECT pg_temp.sees('{Account}', 'id = ANY ({accounts}) OR {admin}');
SELECT pg_temp.sees('{LoginLink}', '"accountId" = ANY ({accounts}) OR {admin}');
SELECT pg_temp.sees('{AccessToken}', '"accountId" = ANY ({accounts})');

-- A person's own.
SELECT pg_temp.sees('{Draft}', '"personId" = {me}');
SELECT pg_temp.sees('{ActRequest,ActResult,IdempotencyKey}', '"actorId" = {me}');

-- Files. An owner reads what its people gave and the papers written to it; a member what the owner gave.
SELECT pg_temp.sees('{FileUpload}', '"uploadedById" = {me} OR NOT sealed AND ({of_staff}
  OR "byOwner" AND ("projectId" = ANY ({owner}) OR "projectId" = ANY ({member}))
  OR EXISTS (SELECT FROM public."Paper" x WHERE x."fileSha256" = sha256 AND x."projectId" = public."FileUpload"."projectId"))');
SELECT pg_temp.sees('{StoredFile}', 'EXISTS (SELECT FROM public."FileUpload" x WHERE x.sha256 = public."StoredFile".sha256)');

-- What the API writes: nothing that moves a process. An act's request, drafts and files become facts through the workflow.
SELECT pg_temp.sees('{Draft}', '"personId" = {me} AND EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId")', 'INSERT');
SELECT pg_temp.sees('{Draft}', '"personId" = {me}', 'UPDATE');
SELECT pg_temp.sees('{Draft}', '"personId" = {me}', 'DELETE');
GRANT UPDATE ON "Draft" TO dangyan_api;
SELECT pg_temp.sees('{ActRequest}', '"actorId" = {me} AND EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId")', 'INSERT');
SELECT pg_temp.sees('{IdempotencyKey}', '"actorId" = {me}', 'INSERT');
SELECT pg_temp.sees('{IdempotencyKey}', '"actorId" = {me}', 'UPDATE');
GRANT UPDATE (status, response) ON "IdempotencyKey" TO dangyan_api;
SELECT pg_temp.sees('{FileUpload}', '"uploadedById" = {me} AND (NOT "byOwner" OR "projectId" = ANY ({owner}))
  AND ("projectId" IS NULL OR EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId"))', 'INSERT');
SELECT pg_temp.sees('{Catalogue}', '"uploadedById" = {me} AND ({of_staff} OR "projectId" = ANY ({owner}))', 'INSERT');
SELECT pg_temp.sees('{Volume,ClassifiedCount}', 'EXISTS (SELECT FROM public."Catalogue" x WHERE x.id = "catalogueId" AND x."uploadedById" = {me})', 'INSERT');

-- Lists and plans of a bureau.
SELECT pg_temp.sees('{Project}', 'stage = ''planned'' AND "jurisdictionId" = ANY ({staff})', 'INSERT');
SELECT pg_temp.sees('{Project}', '"jurisdictionId" = ANY ({staff})', 'UPDATE');
GRANT UPDATE ("caseOfficerId", "notPublic", "shortName", version) ON "Project" TO dangyan_api;
SELECT pg_temp.sees('{Listing}', '{of_staff}', 'INSERT');
SELECT pg_temp.sees('{Listing}', '{of_staff}', 'UPDATE');
GRANT UPDATE ON "Listing" TO dangyan_api;
-- Only of a project that no act has touched: later changes are facts.
SELECT pg_temp.sees('{ProjectParty,ProjectDate}', '"factId" IS NULL AND EXISTS (SELECT FROM public."Project" p
  WHERE p.id = "projectId" AND p."jurisdictionId" = ANY ({staff}) AND p.stage = ''planned'' AND p.version = 0)', 'INSERT');
SELECT pg_temp.sees('{StageChange}', '"from" IS NULL AND "to" = ''planned'' AND {of_staff}', 'INSERT');
SELECT pg_temp.sees('{AnnualPlan}', '"jurisdictionId" = ANY ({staff})', 'INSERT');
SELECT pg_temp.sees('{AnnualPlan}', '"jurisdictionId" = ANY ({staff})', 'UPDATE');
GRANT UPDATE ON "AnnualPlan" TO dangyan_api;
SELECT pg_temp.sees('{AnnualPlanItem}', 'EXISTS (SELECT FROM public."AnnualPlan" x WHERE x.id = "planId") AND {of_staff}', 'INSERT');
SELECT pg_temp.sees('{AnnualPlanItem}', 'EXISTS (SELECT FROM public."AnnualPlan" x WHERE x.id = "planId")', 'DELETE');
SELECT pg_temp.sees('{Task}', '"jurisdictionId" = ANY ({staff})', 'INSERT');
SELECT pg_temp.sees('{Task}', '"jurisdictionId" = ANY ({staff}) OR role = ''owner'' AND "projectId" = ANY ({owner})
  OR role IN (''department'', ''receiver'') AND "projectId" = ANY ({body})', 'UPDATE');
GRANT UPDATE ("takenById", "doneAt", "doneById", note) ON "Task" TO dangyan_api;

-- Registers and people.
SELECT pg_temp.sees('{Organisation,OrganisationName,Person}', '{is_staff} OR {admin}', 'INSERT');
SELECT pg_temp.sees('{Organisation,OrganisationName}', '{is_staff} OR {admin}', 'UPDATE');
SELECT pg_temp.sees('{Person}', 'id = {me} OR {admin} OR access.keeps(id, {staff})', 'UPDATE');
SELECT pg_temp.sees('{PersonDetails}', '"personId" = {me} OR access.keeps("personId", {staff})', 'INSERT');
SELECT pg_temp.sees('{PersonDetails}', '"personId" = {me} OR access.keeps("personId", {staff})', 'UPDATE');
SELECT pg_temp.sees('{PersonDetails}', '"personId" = {me} OR access.keeps("personId", {staff})', 'DELETE');
SELECT pg_temp.sees('{EmailAddress}', '"personId" = {me} OR {admin} OR access.keeps("personId", {staff})', 'INSERT');
SELECT pg_temp.sees('{EmailAddress}', '"personId" = {me} OR {admin} OR access.keeps("personId", {staff})
  OR EXISTS (SELECT FROM public."Account" a WHERE a."personId" = public."EmailAddress"."personId" AND a.id = ANY ({accounts}))', 'UPDATE');
SELECT pg_temp.sees('{Membership}', '{admin} OR {party_of_staff} OR access.keeps("personId", {staff})', 'INSERT');
SELECT pg_temp.sees('{Membership}', '{admin} OR {party_of_staff} OR access.keeps("personId", {staff})', 'UPDATE');
SELECT pg_temp.sees('{PoolMembership}', '"jurisdictionId" = ANY ({staff})', 'INSERT');
SELECT pg_temp.sees('{PoolMembership}', '"jurisdictionId" = ANY ({staff})', 'UPDATE');
SELECT pg_temp.sees('{DeclaredRelation}', '"recordedById" = {me} AND ("personId" = {me}
  OR "scanSha256" IS NOT NULL AND (access.keeps("personId", {staff}) OR access.seats("personId", {staff})))', 'INSERT');
SELECT pg_temp.sees('{DeclaredRelation}', '"personId" = {me}', 'UPDATE');
SELECT pg_temp.sees('{Absence}', '"personId" = {me} OR "deputyId" IS NULL AND access.keeps("personId", {staff})', 'INSERT');
SELECT pg_temp.sees('{Absence}', '"personId" = {me} OR "deputyId" IS NULL AND access.keeps("personId", {staff})', 'UPDATE');
SELECT pg_temp.sees('{Absence}', '"personId" = {me} OR "deputyId" IS NULL AND access.keeps("personId", {staff})', 'DELETE');
GRANT UPDATE ON "Organisation", "OrganisationName", "Person", "PersonDetails", "EmailAddress", "Membership",
  "PoolMembership", "Absence" TO dangyan_api;
GRANT UPDATE (until) ON "DeclaredRelation" TO dangyan_api;

-- Grants are proposed by one person and, for staff and witnesses, confirmed by a director (checks of the table and a trigger).
SELECT pg_temp.sees('{Grant}', '"confirmedById" IS NULL AND "proposedById" = {me} AND ({admin}
  OR role <> ''admin'' AND ("jurisdictionId" = ANY ({staff}) OR {party_of_staff}))', 'INSERT');
SELECT pg_temp.sees('{Grant}', '{admin} OR role <> ''admin'' AND ("jurisdictionId" = ANY ({staff}) OR {party_of_staff})', 'UPDATE');
GRANT UPDATE (section, until, "confirmedById", "confirmedAt") ON "Grant" TO dangyan_api;
SELECT pg_temp.sees('{Account}', '{admin}', 'INSERT');
SELECT pg_temp.sees('{Account}', 'id = ANY ({accounts}) OR {admin}', 'UPDATE');
SELECT pg_temp.sees('{LoginLink}', '"accountId" = ANY ({accounts}) OR {admin}', 'INSERT');
SELECT pg_temp.sees('{LoginLink}', '"accountId" = ANY ({accounts}) OR {admin}', 'UPDATE');
SELECT pg_temp.sees('{AccessToken}', '"accountId" = ANY ({accounts}) AND {me} IS NOT NULL', 'INSERT');
SELECT pg_temp.sees('{AccessToken}', '"accountId" = ANY ({accounts})', 'UPDATE');
GRANT UPDATE ON "Account" TO dangyan_api;
GRANT UPDATE ("usedAt") ON "LoginLink" TO dangyan_api;
GRANT UPDATE ("lastUsedAt", "revokedAt") ON "AccessToken" TO dangyan_api;

-- Rules, calendar, tree.
SELECT pg_temp.sees('{Jurisdiction}', '{admin}', 'INSERT');
SELECT pg_temp.sees('{Jurisdiction}', '{admin}', 'UPDATE');
SELECT pg_temp.sees('{RuleSetVersion}', '"approvedById" IS NULL AND "proposedById" = {me} AND ({admin} OR "jurisdictionId" = ANY ({staff}))', 'INSERT');
SELECT pg_temp.sees('{RuleSetVersion}', '{admin} OR EXISTS (SELECT access.director_jurisdictions())', 'UPDATE');
GRANT UPDATE ON "Jurisdiction" TO dangyan_api;
GRANT UPDATE ("approvedById") ON "RuleSetVersion" TO dangyan_api;
SELECT pg_temp.sees('{HolidayNotice,CalendarLoad}', '{admin}', 'INSERT');

-- Mail: about accounts, to the account's own person; and resending what a project's mail could not deliver.
SELECT pg_temp.sees('{OutboxMail}', '"projectId" IS NULL AND ("personId" = {me} OR {admin}
  OR "personId" IN (SELECT a."personId" FROM public."Account" a))', 'INSERT');
SELECT pg_temp.sees('{OutboxMail}', '"projectId" IS NOT NULL AND {of_staff}', 'UPDATE');
GRANT UPDATE (state, "notBefore", address, attempts, "leaseUntil", "lastError") ON "OutboxMail" TO dangyan_api;

-- Sessions: connect-pg-simple has a pool of its own and names no person; the row's key is the secret.
CREATE POLICY api ON session TO dangyan_api USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO dangyan_api;

-- Serial columns.
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dangyan_api, dangyan_worker;
