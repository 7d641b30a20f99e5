-- CreateIndex
CREATE INDEX "OutboxMail_queuedAt_id_idx" ON "OutboxMail"("queuedAt" DESC, "id");
