ALTER TABLE "OutboxMail" ADD COLUMN "factId" UUID;
CREATE INDEX "OutboxMail_factId_idx" ON "OutboxMail"("factId");
