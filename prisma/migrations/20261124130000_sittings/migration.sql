-- DropIndex
DROP INDEX "BallotAbsence_roundId_seatId_key";

-- DropIndex
DROP INDEX "BallotIn_roundId_seatId_key";

-- DropIndex
DROP INDEX "SheetIn_roundId_seatId_version_key";

-- AlterTable
ALTER TABLE "BallotAbsence" ADD COLUMN     "reason" TEXT NOT NULL,
ADD COLUMN     "sitting" INTEGER NOT NULL;

-- AlterTable
ALTER TABLE "BallotIn" ADD COLUMN     "void" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Departure" ADD COLUMN     "confirmedFactId" UUID;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "adjournedFrom" "RoundStep",
ADD COLUMN     "adjournedOn" DATE,
ADD COLUMN     "sectionShares" JSONB;

-- CreateIndex
CREATE UNIQUE INDEX "BallotAbsence_roundId_seatId_sitting_key" ON "BallotAbsence"("roundId", "seatId", "sitting");

-- CreateIndex
CREATE UNIQUE INDEX "BallotIn_roundId_personId_key" ON "BallotIn"("roundId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "SheetIn_roundId_personId_version_key" ON "SheetIn"("roundId", "personId", "version");
