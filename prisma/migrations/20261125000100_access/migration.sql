-- What a person may see (spec §1), as sets of ids that a statement works out once:
--   x = ANY (ARRAY(SELECT access.staff_jurisdictions()))
-- They run as the owner, whom every policy lets pass, or they would ask the policies that ask them.

-- The day on which grants are in force: practice time, else the day the API's clock says.
CREATE FUNCTION access.today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(
    (SELECT ("practiceNow" AT TIME ZONE 'Asia/Shanghai')::date FROM public."Installation" WHERE mode = 'practice'),
    nullif(current_setting('dangyan.today', true), '')::date)
$$;

-- The person and everybody whose deputy he is today (X 代 Y).
CREATE FUNCTION access.acting_for() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT access.person() WHERE access.person() IS NOT NULL
  UNION
  SELECT a."personId" FROM public."Absence" a
  WHERE a."deputyId" = access.person() AND access.today() BETWEEN a."from" AND a.until
$$;

-- Grants that count today: staff and witnesses only once a director confirmed them.
CREATE FUNCTION access.grants() RETURNS SETOF public."Grant"
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.* FROM public."Grant" g
  WHERE g."personId" IN (SELECT access.acting_for())
    AND g."from" <= access.today() AND (g.until IS NULL OR g.until >= access.today())
    AND (g."confirmedById" IS NOT NULL OR g.role NOT IN ('officer', 'director', 'recorder', 'witness'))
$$;

-- Jurisdictions of a bureau's staff, each with all below it: the city sees its districts, never the other way.
CREATE FUNCTION access.staff_jurisdictions() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE tree AS (
    SELECT g."jurisdictionId" AS id FROM access.grants() g
    WHERE g.role IN ('officer', 'director', 'recorder') AND g."jurisdictionId" IS NOT NULL
    UNION
    SELECT j.id FROM public."Jurisdiction" j JOIN tree ON j."parentId" = tree.id
  )
  SELECT id FROM tree
$$;

-- The same for directors, who confirm.
CREATE FUNCTION access.director_jurisdictions() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE tree AS (
    SELECT g."jurisdictionId" AS id FROM access.grants() g
    WHERE g.role = 'director' AND g."jurisdictionId" IS NOT NULL
    UNION
    SELECT j.id FROM public."Jurisdiction" j JOIN tree ON j."parentId" = tree.id
  )
  SELECT id FROM tree
$$;

CREATE FUNCTION access.is_admin() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM access.grants() g WHERE g.role = 'admin' AND g."personId" = access.person())
$$;

CREATE FUNCTION access.is_staff() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM access.staff_jurisdictions())
$$;

-- Organisations the person acts for.
CREATE FUNCTION access.organisations() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g."organisationId" FROM access.grants() g WHERE g."organisationId" IS NOT NULL
$$;

-- Projects that the person's organisation builds, for itself or as agent 代建.
CREATE FUNCTION access.owner_projects() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p."projectId" FROM public."ProjectParty" p
  JOIN access.grants() g ON g."organisationId" = p."organisationId"
  WHERE g.role = 'owner' AND p.role IN ('owner', 'agent')
    AND (p."from" IS NULL OR p."from" <= access.today()) AND (p.until IS NULL OR p.until >= access.today())
$$;

-- Projects for which the person's body is competent department or receiver.
CREATE FUNCTION access.body_projects() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p."projectId" FROM public."ProjectParty" p
  JOIN access.grants() g ON g."organisationId" = p."organisationId"
  WHERE (g.role = 'department' AND p.role IN ('department', 'archives')
      OR g.role = 'receiver' AND p.role IN ('receiver', 'archives', 'owner'))
    AND (p."from" IS NULL OR p."from" <= access.today()) AND (p.until IS NULL OR p.until >= access.today())
$$;

-- Rounds in which the person holds a seat or held one.
CREATE FUNCTION access.held_rounds() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s."roundId" FROM public."SeatHolder" h JOIN public."Seat" s ON s.id = h."seatId"
  WHERE h."personId" = access.person()
$$;

-- Rounds of whose panel the person is now: who declined, was recused or left sees no more of the panel's work.
CREATE FUNCTION access.member_rounds() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s."roundId" FROM public."SeatHolder" h JOIN public."Seat" s ON s.id = h."seatId"
  WHERE h."personId" = access.person() AND h."endedAt" IS NULL AND h.answer = 'accepted'
$$;

CREATE FUNCTION access.member_projects() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r."projectId" FROM public."Round" r WHERE r.id IN (SELECT access.member_rounds())
$$;

CREATE FUNCTION access.witnessed_ceremonies() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.id FROM public."Ceremony" c WHERE c."witnessId" = access.person()
$$;

CREATE FUNCTION access.witnessed_rounds() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d."roundId" FROM public."Draw" d WHERE d."ceremonyId" IN (SELECT access.witnessed_ceremonies())
$$;

-- Projects of which the person sees the head, for whatever reason but a bureau's.
CREATE FUNCTION access.related_projects() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT access.owner_projects()
  UNION SELECT access.body_projects()
  UNION SELECT r."projectId" FROM public."Round" r WHERE r.id IN (SELECT access.held_rounds())
  UNION SELECT d."projectId" FROM public."Draw" d WHERE d."ceremonyId" IN (SELECT access.witnessed_ceremonies())
$$;

-- Steps of a round at which its members know each other: check-in is over.
CREATE FUNCTION access.met(step public."RoundStep") RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN step NOT IN ('days', 'seats', 'frozen', 'inviting', 'full');

-- The following are asked row by row, with the asking person's own ids (worked out once) as arguments: as subqueries of
-- policies they would bring the policies of every table on their way into each plan.

-- Whether an organisation is party to a project of these jurisdictions.
CREATE FUNCTION access.is_party(organisation uuid, staff uuid[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public."ProjectParty" y JOIN public."Project" p ON p.id = y."projectId"
    WHERE y."organisationId" = $1 AND p."jurisdictionId" = ANY ($2))
$$;

-- Whether bureaus of these jurisdictions keep this person's record: in their pools, in a role of their own, or for a party to
-- one of their projects.
CREATE FUNCTION access.keeps(person uuid, staff uuid[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT $2 <> '{}' AND (
    EXISTS (SELECT FROM public."PoolMembership" m WHERE m."personId" = $1 AND m."jurisdictionId" = ANY ($2))
    OR EXISTS (SELECT FROM public."Grant" g WHERE g."personId" = $1 AND g."jurisdictionId" = ANY ($2))
    OR EXISTS (SELECT FROM public."Grant" g JOIN public."ProjectParty" y ON y."organisationId" = g."organisationId"
      JOIN public."Project" p ON p.id = y."projectId" WHERE g."personId" = $1 AND p."jurisdictionId" = ANY ($2))
    OR EXISTS (SELECT FROM public."Membership" m JOIN public."ProjectParty" y ON y."organisationId" = m."organisationId"
      JOIN public."Project" p ON p.id = y."projectId" WHERE m."personId" = $1 AND p."jurisdictionId" = ANY ($2))
    OR EXISTS (SELECT FROM public."Person" WHERE id = $1 AND "recordedById" = access.person()))
$$;

-- Whether this person holds or held a seat in a round of these jurisdictions: drawn experts have to be telephoned.
CREATE FUNCTION access.seats(person uuid, staff uuid[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT $2 <> '{}' AND EXISTS (
    SELECT FROM public."SeatHolder" h
    JOIN public."Seat" s ON s.id = h."seatId"
    JOIN public."Round" r ON r.id = s."roundId"
    JOIN public."Project" p ON p.id = r."projectId"
    WHERE h."personId" = $1 AND p."jurisdictionId" = ANY ($2))
$$;

-- Whether a seat is in a round of these jurisdictions.
CREATE FUNCTION access.is_of(seat uuid, staff uuid[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT $2 <> '{}' AND EXISTS (
    SELECT FROM public."Seat" s JOIN public."Round" r ON r.id = s."roundId" JOIN public."Project" p ON p.id = r."projectId"
    WHERE s.id = $1 AND p."jurisdictionId" = ANY ($2))
$$;

-- Whether who holds or held this seat is known to members of these rounds and owners of these projects, since check-in, or to
-- the bodies that named him.
CREATE FUNCTION access.is_met(seat uuid, person uuid, rounds uuid[], owner uuid[], body uuid[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT ($3 <> '{}' OR $4 <> '{}' OR $5 <> '{}') AND EXISTS (
    SELECT FROM public."Seat" s JOIN public."Round" r ON r.id = s."roundId"
    WHERE s.id = $1 AND (s.role IN ('department', 'archives') AND r."projectId" = ANY ($5)
      OR access.met(r.step) AND (r.id = ANY ($3) OR r."projectId" = ANY ($4))
        AND EXISTS (SELECT FROM public."CheckIn" c WHERE c."seatId" = $1 AND c."personId" = $2)))
$$;

-- Whether somebody outside the bureau has a reason to know this person's name: a member he met, somebody of the same
-- organisation, the officer of a case.
CREATE FUNCTION access.meets(person uuid, rounds uuid[], owner uuid[], body uuid[], organisations uuid[], projects uuid[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public."SeatHolder" h WHERE h."personId" = $1 AND access.is_met(h."seatId", $1, $2, $3, $4))
    OR $5 <> '{}' AND EXISTS (SELECT FROM public."Grant" g WHERE g."personId" = $1 AND g."organisationId" = ANY ($5))
    OR $5 <> '{}' AND EXISTS (SELECT FROM public."Membership" m WHERE m."personId" = $1 AND m."organisationId" = ANY ($5))
    OR $6 <> '{}' AND EXISTS (SELECT FROM public."Project" p WHERE p."caseOfficerId" = $1 AND p.id = ANY ($6))
$$;

-- The person's own account, or the one that a credential names: by its login, a verified address, a link or a token.
CREATE FUNCTION access.accounts() RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id FROM public."Account" a WHERE a."personId" = access.person()
  UNION SELECT a.id FROM public."Account" a WHERE lower(a.login) = lower(access.credential())
  UNION SELECT l."accountId" FROM public."LoginLink" l WHERE l."tokenHash" = access.credential()
  UNION SELECT t."accountId" FROM public."AccessToken" t WHERE t."tokenHash" = access.credential()
  UNION SELECT a.id FROM public."Account" a JOIN public."EmailAddress" e ON e."personId" = a."personId"
  WHERE lower(e.address) = lower(access.credential()) AND e."verifiedAt" IS NOT NULL AND e."endedAt" IS NULL
$$;

-- Acts whose facts an owner reads: what it did itself and what was done towards it. The bureau's own steps and all of the
-- panel's are not among them.
CREATE FUNCTION access.owner_fact_kinds() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ARRAY[
  'application.answer_corrections', 'application.request_corrections', 'application.return', 'application.submit',
  'application.withdraw', 'completion.record', 'corrections.extend', 'date.change', 'external.begin',
  'external.record', 'hand_over.refuse', 'hand_over.sign', 'hand_over.submit', 'invitation.send', 'item.extend',
  'item.report', 'item.verify', 'notice.send', 'opinion.issue', 'parties.change', 'rectification.decide',
  'registration.answer_corrections', 'registration.confirm', 'registration.request_corrections',
  'registration.submit', 'report.read', 'report.submit', 'result.announce', 'service.record', 'suspension.resume',
  'visit.record', 'visit_finding.answer', 'visit_finding.verify', 'works.change'];

-- Papers that are written to an owner, to a body, to a panel.
CREATE FUNCTION access.owner_papers() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ARRAY[
  'application_form', 'certificate', 'fetch_list', 'hand_over_receipt', 'meeting_notice', 'opinion',
  'rectification_notice', 'registration_form', 'reply'];
CREATE FUNCTION access.body_papers() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ARRAY[
  'hand_over_receipt', 'member_letter', 'opinion'];
CREATE FUNCTION access.panel_papers() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ARRAY[
  'ballot', 'fetch_list', 'meeting_notice', 'opinion', 'score_sheet', 'sign_in_sheet'];

-- How many seats of a round have handed in and how many there are: all that members hear of the others before the opening.
CREATE FUNCTION access.count_in(round uuid, OUT sheets integer, OUT ballots integer, OUT seats integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (SELECT count(DISTINCT "seatId") FROM public."SheetIn" WHERE "roundId" = $1 AND NOT void)::integer,
    (SELECT count(*) FROM public."BallotIn" WHERE "roundId" = $1 AND NOT void)::integer,
    (SELECT count(*) FROM public."Seat" WHERE "roundId" = $1)::integer
  WHERE $1 IN (SELECT access.member_rounds()) OR EXISTS (
    SELECT FROM public."Round" r JOIN public."Project" p ON p.id = r."projectId"
    WHERE r.id = $1 AND p."jurisdictionId" IN (SELECT access.staff_jurisdictions()))
$$;

-- Whether a code that must be unique may be given now. 'Taken in a place you don't see' and 'not yours to give' are the same
-- answer, so nothing is learnt of other districts.
CREATE FUNCTION access.code_is_free(kind text, code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (access.is_staff() OR access.is_admin()) AND CASE kind
    WHEN 'project.code' THEN NOT EXISTS (SELECT FROM public."Project" p WHERE p.code = $2)
    WHEN 'project.nationalCode' THEN NOT EXISTS (SELECT FROM public."Project" p WHERE p."nationalCode" = $2)
    WHEN 'organisation.creditCode' THEN NOT EXISTS (SELECT FROM public."Organisation" o WHERE o."creditCode" = $2)
    WHEN 'account.login' THEN NOT EXISTS (SELECT FROM public."Account" a WHERE lower(a.login) = lower($2))
    WHEN 'person.idNumber' THEN NOT EXISTS (SELECT FROM public."PersonDetails" d WHERE d."idNumber" = $2)
    ELSE false
  END
$$;

-- The mail queue as an admin sees it: that a message waits or failed, never to whom or of what.
CREATE FUNCTION access.mail_queue()
RETURNS TABLE (id uuid, kind text, state public."MailState", "queuedAt" timestamptz, "notBefore" timestamptz, attempts integer, "acceptedAt" timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.id, m.kind, m.state, m."queuedAt", m."notBefore", m.attempts, m."acceptedAt"
  FROM public."OutboxMail" m WHERE access.is_admin()
$$;

-- Bytes are stored once by their hash; whether they were there before is not told.
CREATE FUNCTION access.store_file(sha256 text, media_type text, size integer, content bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public."StoredFile" (sha256, "mediaType", size, content)
  SELECT $1, $2, $3, $4 WHERE encode(pg_catalog.sha256($4), 'hex') = $1
  ON CONFLICT DO NOTHING
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA access TO dangyan_api, dangyan_worker;
