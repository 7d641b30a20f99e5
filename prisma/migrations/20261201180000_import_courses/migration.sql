-- CreateEnum
CREATE TYPE "ImportCourseKind" AS ENUM ('writing', 'undoing');

-- CreateTable
CREATE TABLE "ImportCourse" (
    "id" UUID NOT NULL,
    "batchId" UUID NOT NULL,
    "kind" "ImportCourseKind" NOT NULL,
    "actorId" UUID NOT NULL,
    "deputyForId" UUID,
    "acts" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "refused" JSONB NOT NULL DEFAULT '[]',
    "begunAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ImportCourse_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ImportCourse_batchId_idx" ON "ImportCourse"("batchId");

-- AddForeignKey
ALTER TABLE "ImportCourse" ADD CONSTRAINT "ImportCourse_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "ImportBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- At most one is under way.
CREATE UNIQUE INDEX "ImportCourse_one_open" ON "ImportCourse" ("batchId") WHERE "endedAt" IS NULL;

ALTER TABLE "ImportCourse" ADD CONSTRAINT "ImportCourse_done_of_total" CHECK (done BETWEEN 0 AND total);

-- Who sees the import sees how far it has come; whoever may ask for it begins a course in his own name, and the worker carries it.
ALTER TABLE "ImportCourse" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON "ImportCourse" TO dangyan_owner USING (true) WITH CHECK (true);
CREATE POLICY worker ON "ImportCourse" TO dangyan_worker USING (true) WITH CHECK (true);
CREATE POLICY api_reads ON "ImportCourse" FOR SELECT TO dangyan_api
  USING (EXISTS (SELECT FROM public."ImportBatch" x WHERE x.id = "batchId"));
CREATE POLICY api_adds ON "ImportCourse" FOR INSERT TO dangyan_api
  WITH CHECK ("actorId" = (SELECT access.person()) AND EXISTS (SELECT FROM public."ImportBatch" x WHERE x.id = "batchId"));
GRANT SELECT, INSERT ON "ImportCourse" TO dangyan_api;
GRANT SELECT, UPDATE (done, refused, "endedAt") ON "ImportCourse" TO dangyan_worker;

-- When all projects of an import are taken out, the lines of its list follow.
GRANT UPDATE (content, state, result, "endedAt") ON "ImportBatch" TO dangyan_worker;
GRANT DELETE ON "Listing" TO dangyan_worker;
