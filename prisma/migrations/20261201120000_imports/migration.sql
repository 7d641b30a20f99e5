-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('open', 'written', 'cancelled', 'undone');

-- CreateTable
CREATE TABLE "ImportBatch" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "jurisdictionId" UUID,
    "projectId" UUID,
    "fileName" TEXT NOT NULL,
    "fileSha256" TEXT NOT NULL,
    "content" BYTEA,
    "options" JSONB NOT NULL,
    "decisions" JSONB NOT NULL DEFAULT '{}',
    "state" "ImportState" NOT NULL DEFAULT 'open',
    "result" JSONB,
    "uploadedById" UUID NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportColumn" (
    "jurisdictionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "field" TEXT,

    CONSTRAINT "ImportColumn_pkey" PRIMARY KEY ("jurisdictionId","kind","name")
);

-- CreateTable
CREATE TABLE "ListingDecision" (
    "jurisdictionId" UUID NOT NULL,
    "line" TEXT NOT NULL,
    "projectId" UUID,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ListingDecision_pkey" PRIMARY KEY ("jurisdictionId","line")
);

-- CreateIndex
CREATE INDEX "ImportBatch_jurisdictionId_uploadedAt_idx" ON "ImportBatch"("jurisdictionId", "uploadedAt");

-- CreateIndex
CREATE INDEX "ImportBatch_projectId_idx" ON "ImportBatch"("projectId");

-- CreateIndex
CREATE INDEX "ListingDecision_projectId_idx" ON "ListingDecision"("projectId");

-- AddForeignKey
ALTER TABLE "ImportBatch" ADD CONSTRAINT "ImportBatch_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ListingDecision" ADD CONSTRAINT "ListingDecision_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A bureau sees what its people gave, and everybody the own. Contents are kept only while the batch is open.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ImportBatch', 'ImportColumn', 'ListingDecision'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner ON public.%I TO dangyan_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY worker ON public.%I TO dangyan_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON public.%I TO dangyan_worker, dangyan_api', t);
  END LOOP;
END $$;

ALTER TABLE "ImportBatch" ADD CONSTRAINT "ImportBatch_content_of_open" CHECK ((state = 'open') = (content IS NOT NULL));

CREATE POLICY api_reads ON "ImportBatch" FOR SELECT TO dangyan_api
  USING ("uploadedById" = (SELECT access.person()) OR "jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())));
CREATE POLICY api_adds ON "ImportBatch" FOR INSERT TO dangyan_api
  WITH CHECK ("uploadedById" = (SELECT access.person()) AND (
    "jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))
    OR "projectId" = ANY (ARRAY(SELECT access.owner_projects()))
    OR "jurisdictionId" IS NULL AND (SELECT access.is_admin())));
CREATE POLICY api_changes ON "ImportBatch" FOR UPDATE TO dangyan_api
  USING ("uploadedById" = (SELECT access.person()) OR "jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())));
GRANT INSERT, UPDATE (content, decisions, state, result, "endedAt") ON "ImportBatch" TO dangyan_api;

CREATE POLICY api ON "ImportColumn" TO dangyan_api
  USING ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())))
  WITH CHECK ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())));
GRANT INSERT, UPDATE, DELETE ON "ImportColumn" TO dangyan_api;

CREATE POLICY api ON "ListingDecision" TO dangyan_api
  USING ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())))
  WITH CHECK ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())));
GRANT INSERT, UPDATE ON "ListingDecision" TO dangyan_api;

-- An import that nobody has worked with is undone: lines of lists go, and a version of a catalogue that no application names. What
-- was written and taken out is in the audit log.
CREATE POLICY api_removes ON "Listing" FOR DELETE TO dangyan_api USING (EXISTS (SELECT FROM public."Project" p
  WHERE p.id = "projectId" AND p."jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))));
CREATE POLICY api_removes ON "Catalogue" FOR DELETE TO dangyan_api USING ("uploadedById" = (SELECT access.person())
  AND NOT EXISTS (SELECT FROM public."Application" a WHERE a."catalogueId" = public."Catalogue".id));
CREATE POLICY api_removes ON "Volume" FOR DELETE TO dangyan_api USING (EXISTS (SELECT FROM public."Catalogue" x
  WHERE x.id = "catalogueId" AND x."uploadedById" = (SELECT access.person())
    AND NOT EXISTS (SELECT FROM public."Application" a WHERE a."catalogueId" = x.id)));
CREATE POLICY api_removes ON "ClassifiedCount" FOR DELETE TO dangyan_api USING (EXISTS (SELECT FROM public."Catalogue" x
  WHERE x.id = "catalogueId" AND x."uploadedById" = (SELECT access.person())
    AND NOT EXISTS (SELECT FROM public."Application" a WHERE a."catalogueId" = x.id)));
GRANT DELETE ON "Listing", "Catalogue", "Volume", "ClassifiedCount" TO dangyan_api;
