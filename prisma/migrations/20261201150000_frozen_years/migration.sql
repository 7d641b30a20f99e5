-- CreateTable
CREATE TABLE "FrozenYear" (
    "jurisdictionId" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "rows" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "frozenOn" DATE NOT NULL,
    "frozenById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FrozenYear_pkey" PRIMARY KEY ("jurisdictionId","year")
);

-- AddForeignKey
ALTER TABLE "FrozenYear" ADD CONSTRAINT "FrozenYear_jurisdictionId_fkey" FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A bureau reads its own and those below; a person of it freezes in his own name. Nobody changes or removes a frozen year.
ALTER TABLE "FrozenYear" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON "FrozenYear" TO dangyan_owner USING (true) WITH CHECK (true);
CREATE POLICY worker ON "FrozenYear" TO dangyan_worker USING (true) WITH CHECK (true);
CREATE POLICY api_reads ON "FrozenYear" FOR SELECT TO dangyan_api
  USING ("jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())));
CREATE POLICY api_adds ON "FrozenYear" FOR INSERT TO dangyan_api
  WITH CHECK ("frozenById" = (SELECT access.person()) AND "jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions())));
GRANT SELECT, INSERT ON "FrozenYear" TO dangyan_worker, dangyan_api;
