-- CreateIndex
CREATE INDEX "Absence_deputyId_idx" ON "Absence"("deputyId");

-- CreateIndex
CREATE INDEX "AccessToken_accountId_idx" ON "AccessToken"("accountId");

-- CreateIndex
CREATE INDEX "AnnualPlanItem_projectId_idx" ON "AnnualPlanItem"("projectId");

-- CreateIndex
CREATE INDEX "Ceremony_witnessId_idx" ON "Ceremony"("witnessId");

-- CreateIndex
CREATE INDEX "Ceremony_jurisdictionId_idx" ON "Ceremony"("jurisdictionId");

-- CreateIndex
CREATE INDEX "CheckIn_roundId_idx" ON "CheckIn"("roundId");

-- CreateIndex
CREATE INDEX "CheckIn_seatId_idx" ON "CheckIn"("seatId");

-- CreateIndex
CREATE INDEX "DeclaredRelation_projectId_idx" ON "DeclaredRelation"("projectId");

-- CreateIndex
CREATE INDEX "Departure_roundId_idx" ON "Departure"("roundId");

-- CreateIndex
CREATE INDEX "Departure_seatId_idx" ON "Departure"("seatId");

-- CreateIndex
CREATE INDEX "Draw_projectId_idx" ON "Draw"("projectId");

-- CreateIndex
CREATE INDEX "Draw_ceremonyId_idx" ON "Draw"("ceremonyId");

-- CreateIndex
CREATE INDEX "DrawExclusion_personId_idx" ON "DrawExclusion"("personId");

-- CreateIndex
CREATE INDEX "FileUpload_uploadedById_idx" ON "FileUpload"("uploadedById");

-- CreateIndex
CREATE INDEX "HandOver_receiverId_idx" ON "HandOver"("receiverId");

-- CreateIndex
CREATE INDEX "LoginLink_accountId_idx" ON "LoginLink"("accountId");

-- CreateIndex
CREATE INDEX "Opinion_projectId_idx" ON "Opinion"("projectId");

-- CreateIndex
CREATE INDEX "Paper_fileSha256_idx" ON "Paper"("fileSha256");

-- CreateIndex
CREATE INDEX "Service_personId_idx" ON "Service"("personId");
