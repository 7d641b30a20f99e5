-- Papers and mails are worded as data by one table.
CREATE TYPE "WordingSubject" AS ENUM ('paper', 'mail');
ALTER TABLE "PaperTemplateVersion" RENAME TO "WordingVersion";
ALTER TABLE "WordingVersion" RENAME CONSTRAINT "PaperTemplateVersion_pkey" TO "WordingVersion_pkey";
ALTER TABLE "WordingVersion" RENAME CONSTRAINT "PaperTemplateVersion_two_people" TO "WordingVersion_two_people";
DROP INDEX "PaperTemplateVersion_jurisdictionId_code_version_key";
ALTER TABLE "WordingVersion"
  ADD COLUMN "subject" "WordingSubject" NOT NULL DEFAULT 'paper',
  ADD COLUMN "effectiveFrom" DATE NOT NULL DEFAULT '1970-01-01';
UPDATE "WordingVersion" SET "effectiveFrom" = ("proposedAt" AT TIME ZONE 'Asia/Shanghai')::date WHERE approved IS NULL;
ALTER TABLE "WordingVersion" ALTER COLUMN "subject" DROP DEFAULT, ALTER COLUMN "effectiveFrom" DROP DEFAULT;
CREATE UNIQUE INDEX "WordingVersion_jurisdictionId_subject_code_version_key"
  ON "WordingVersion"("jurisdictionId", "subject", "code", "version");
ALTER TABLE "WordingVersion" ADD CONSTRAINT "WordingVersion_jurisdictionId_fkey"
  FOREIGN KEY ("jurisdictionId") REFERENCES "Jurisdiction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A version that was decided stays as it is, and what was proposed is what is decided on.
DROP TRIGGER decided ON "WordingVersion";
CREATE TRIGGER decided BEFORE UPDATE ON "WordingVersion"
  FOR EACH ROW WHEN (NEW.body IS DISTINCT FROM OLD.body OR NEW.subject <> OLD.subject OR NEW.code <> OLD.code
    OR NEW.version <> OLD.version OR NEW."effectiveFrom" <> OLD."effectiveFrom" OR NEW.reason <> OLD.reason
    OR NEW."jurisdictionId" <> OLD."jurisdictionId" OR NEW."proposedById" <> OLD."proposedById" OR OLD.approved IS NOT NULL)
  EXECUTE FUNCTION integrity.refuse();

-- Administrators keep templates too; they decide on none.
DROP POLICY api_adds ON "WordingVersion";
CREATE POLICY api_adds ON "WordingVersion" FOR INSERT TO dangyan_api
  WITH CHECK ("proposedById" = (SELECT access.person()) AND approved IS NULL AND "decidedById" IS NULL
    AND ((SELECT access.is_admin()) OR "jurisdictionId" = ANY (ARRAY(SELECT access.staff_jurisdictions()))));

-- In whose words a mail was sent.
ALTER TABLE "OutboxMail" ADD COLUMN "wordingId" UUID;
ALTER TABLE "OutboxMail" ADD CONSTRAINT "OutboxMail_wordingId_fkey"
  FOREIGN KEY ("wordingId") REFERENCES "WordingVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;
