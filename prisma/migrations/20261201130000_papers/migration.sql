ALTER TABLE "Paper" ADD COLUMN     "document" JSONB,
ADD COLUMN     "fault" JSONB,
ADD COLUMN     "scanSha256" TEXT,
ADD COLUMN     "setWith" JSONB,
ADD COLUMN     "statement" JSONB,
ADD COLUMN     "token" TEXT;

CREATE TABLE "PaperTemplateVersion" (
    "id" UUID NOT NULL,
    "jurisdictionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "approved" BOOLEAN,
    "decisionReason" TEXT,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaperTemplateVersion_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "PaperTemplateVersion_jurisdictionId_code_version_key" ON "PaperTemplateVersion"("jurisdictionId", "code", "version");

CREATE UNIQUE INDEX "Paper_token_key" ON "Paper"("token");

-- What was issued stays as it was: its words, its number, and its bytes once they are there.
CREATE TRIGGER issued BEFORE UPDATE ON "Paper"
  FOR EACH ROW WHEN (NEW.document IS DISTINCT FROM OLD.document OR NEW.content IS DISTINCT FROM OLD.content
    OR NEW.kind <> OLD.kind OR NEW.reference IS DISTINCT FROM OLD.reference OR NEW.number IS DISTINCT FROM OLD.number
    OR NEW.year IS DISTINCT FROM OLD.year OR NEW.token IS DISTINCT FROM OLD.token OR NEW.statement IS DISTINCT FROM OLD.statement
    OR NEW."jurisdictionId" <> OLD."jurisdictionId" OR NEW."issuedOn" IS DISTINCT FROM OLD."issuedOn"
    OR OLD."fileSha256" IS NOT NULL AND NEW."fileSha256" IS DISTINCT FROM OLD."fileSha256"
    OR OLD."scanSha256" IS NOT NULL AND NEW."scanSha256" IS DISTINCT FROM OLD."scanSha256"
    OR OLD."voidedAt" IS NOT NULL AND NEW."voidedAt" IS DISTINCT FROM OLD."voidedAt")
  EXECUTE FUNCTION integrity.refuse();

-- Two people; a version that was decided stays as it is.
ALTER TABLE "PaperTemplateVersion" ADD CONSTRAINT "PaperTemplateVersion_two_people"
  CHECK ("decidedById" IS NULL OR "decidedById" <> "proposedById");
CREATE TRIGGER decided BEFORE UPDATE ON "PaperTemplateVersion"
  FOR EACH ROW WHEN (NEW.body IS DISTINCT FROM OLD.body OR NEW.code <> OLD.code OR NEW.version <> OLD.version
    OR NEW."jurisdictionId" <> OLD."jurisdictionId" OR NEW."proposedById" <> OLD."proposedById" OR OLD.approved IS NOT NULL)
  EXECUTE FUNCTION integrity.refuse();
CREATE TRIGGER no_delete BEFORE DELETE ON "PaperTemplateVersion" FOR EACH ROW EXECUTE FUNCTION integrity.refuse();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON "PaperTemplateVersion" EXECUTE FUNCTION integrity.refuse();

ALTER TABLE "PaperTemplateVersion" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON "PaperTemplateVersion" TO dangyan_owner USING (true) WITH CHECK (true);
CREATE POLICY worker ON "PaperTemplateVersion" TO dangyan_worker USING (true) WITH CHECK (true);
GRANT SELECT ON "PaperTemplateVersion" TO dangyan_worker, dangyan_api;
CREATE POLICY api_reads ON "PaperTemplateVersion" FOR SELECT TO dangyan_api USING ((SELECT access.person()) IS NOT NULL);
GRANT INSERT ON "PaperTemplateVersion" TO dangyan_api;
CREATE POLICY api_adds ON "PaperTemplateVersion" FOR INSERT TO dangyan_api
  WITH CHECK ("proposedById" = (SELECT access.person()) AND approved IS NULL AND "decidedById" IS NULL
    AND "jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())));
GRANT UPDATE (approved, "decidedById", "decidedAt", "decisionReason") ON "PaperTemplateVersion" TO dangyan_api;
CREATE POLICY api_changes ON "PaperTemplateVersion" FOR UPDATE TO dangyan_api
  USING ("jurisdictionId" = ANY (ARRAY(SELECT access.director_jurisdictions())))
  WITH CHECK ("decidedById" = (SELECT access.person()));

-- What is printed for the room names the panel, which its members learn at check-in.
CREATE OR REPLACE FUNCTION access.panel_papers() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN ARRAY[
  'fetch_list', 'meeting_notice', 'opinion'];

-- A paper's verification page: found by what can't be guessed, told whether somebody has proposed to correct it.
GRANT SELECT (token, statement) ON "Paper" TO dangyan_public;
CREATE FUNCTION open.under_review(paper uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public."Proposal" p WHERE p.kind = 'correction' AND p.state = 'open'
    AND p.content -> 'papers' ? paper::text)
$$;
REVOKE ALL ON FUNCTION open.under_review(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open.under_review(uuid) TO dangyan_public;
DROP VIEW open.paper;
CREATE VIEW open.paper WITH (security_invoker = true) AS
  SELECT a.token, a.reference, a.kind, a."issuedOn", a."fileSha256", a."voidedAt", a.statement, b.reference AS "replacedBy",
    b.token AS "replacedByToken", open.under_review(a.id) AS "underReview", j."bureauName" AS issuer,
    p.code AS "projectCode", p.name AS "projectName"
  FROM public."Paper" a JOIN public."Project" p ON p.id = a."projectId"
  JOIN public."Jurisdiction" j ON j.id = p."jurisdictionId"
  LEFT JOIN public."Paper" b ON b."replacesId" = a.id;
GRANT SELECT ("bureauName") ON "Jurisdiction" TO dangyan_public;
GRANT SELECT ON open.paper TO dangyan_public;
