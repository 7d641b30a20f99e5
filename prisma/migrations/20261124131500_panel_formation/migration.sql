-- DropIndex
DROP INDEX "Service_subjectKind_subjectId_key";

-- AlterTable
ALTER TABLE "Ceremony" DROP COLUMN "heldOn",
ADD COLUMN     "correctionConfirmedById" UUID,
ADD COLUMN     "formerDigits" TEXT[],
ADD COLUMN     "source" JSONB NOT NULL,
ADD COLUMN     "startsAt" TIMESTAMPTZ(3) NOT NULL,
ALTER COLUMN "witnessId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Draw" ALTER COLUMN "number" DROP DEFAULT,
ALTER COLUMN "bundle" SET DATA TYPE TEXT;
DROP SEQUENCE "Draw_number_seq";

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "noticeFactId" UUID,
ADD COLUMN     "noticeSequence" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "recorderId" UUID;

-- AlterTable
ALTER TABLE "SeatHolder" ADD COLUMN     "asked" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Service" ADD COLUMN     "waivedFactId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "Service_subjectKind_subjectId_personId_key" ON "Service"("subjectKind", "subjectId", "personId");
