-- What the public pages show: no person's data, nothing of a project that is not public. The views run with the rights of
-- who asks, so the grants and policies here are all that dangyan_public has.
CREATE SCHEMA open;
GRANT USAGE ON SCHEMA open TO dangyan_public;

GRANT SELECT (id, code, name, "jurisdictionId", industry, stage, suspended, "notPublic") ON "Project" TO dangyan_public;
GRANT SELECT (id, code, name) ON "Jurisdiction" TO dangyan_public;
GRANT SELECT (id, "projectId", year, level, category, number) ON "Listing" TO dangyan_public;
GRANT SELECT (id, number, "projectId", purpose, state, "ceremonyId", root, "secretHash", "abandonedReason", bundle) ON "Draw" TO dangyan_public;
GRANT SELECT (id, "revealedAt") ON "Ceremony" TO dangyan_public;
GRANT SELECT (id, "projectId", kind, reference, "fileSha256", "issuedOn", "voidedAt", "replacesId") ON "Paper" TO dangyan_public;
GRANT SELECT (id, mode) ON "Installation" TO dangyan_public;

CREATE POLICY public_reads ON "Project" FOR SELECT TO dangyan_public USING (NOT "notPublic");
CREATE POLICY public_reads ON "Jurisdiction" FOR SELECT TO dangyan_public USING (true);
CREATE POLICY public_reads ON "Installation" FOR SELECT TO dangyan_public USING (true);
CREATE POLICY public_reads ON "Listing" FOR SELECT TO dangyan_public
  USING (EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId"));
-- A commitment is public before the dice (selection.md), an abandoned one stays listed.
CREATE POLICY public_reads ON "Draw" FOR SELECT TO dangyan_public
  USING (EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId"));
CREATE POLICY public_reads ON "Ceremony" FOR SELECT TO dangyan_public USING ("revealedAt" IS NOT NULL);
-- The papers with a verification page.
CREATE POLICY public_reads ON "Paper" FOR SELECT TO dangyan_public
  USING (kind IN ('opinion', 'certificate') AND "issuedOn" IS NOT NULL AND EXISTS (SELECT FROM public."Project" p WHERE p.id = "projectId"));

-- The five public statuses 已登记, 建设中, 验收中, 已通过验收, 已办结.
CREATE FUNCTION open.status(stage public."Stage", suspended boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
  WHEN stage = 'closed' THEN 'closed'
  WHEN suspended THEN 'in_acceptance'
  WHEN stage IN ('planned', 'registering') THEN 'registered'
  WHEN stage = 'tracking' THEN 'under_construction'
  WHEN stage IN ('awaiting_completion', 'handing_over') THEN 'accepted'
  ELSE 'in_acceptance'
END;

CREATE VIEW open.project WITH (security_invoker = true) AS
  SELECT p.code, p.name, j.name AS jurisdiction, j.code AS "jurisdictionCode", p.industry, open.status(p.stage, p.suspended) AS status
  FROM public."Project" p JOIN public."Jurisdiction" j ON j.id = p."jurisdictionId";

CREATE VIEW open.listing WITH (security_invoker = true) AS
  SELECT l.year, l.level, l.category, l.number, p.code AS "projectCode", p.name, open.status(p.stage, p.suspended) AS status
  FROM public."Listing" l JOIN public."Project" p ON p.id = l."projectId";

CREATE VIEW open.draw WITH (security_invoker = true) AS
  SELECT d.number, p.code AS "projectCode", p.name AS "projectName", d.purpose, d.state, d.root, d."secretHash", d."abandonedReason",
    c."revealedAt", CASE WHEN d.state = 'revealed' THEN d.bundle END AS bundle
  FROM public."Draw" d JOIN public."Project" p ON p.id = d."projectId"
  LEFT JOIN public."Ceremony" c ON c.id = d."ceremonyId";

CREATE VIEW open.paper WITH (security_invoker = true) AS
  SELECT a.reference, a.kind, a."issuedOn", a."fileSha256", a."voidedAt", b.reference AS "replacedBy", p.code AS "projectCode", p.name AS "projectName"
  FROM public."Paper" a JOIN public."Project" p ON p.id = a."projectId"
  LEFT JOIN public."Paper" b ON b."replacesId" = a.id;

GRANT SELECT ON ALL TABLES IN SCHEMA open TO dangyan_public;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA open FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA open TO dangyan_public;
