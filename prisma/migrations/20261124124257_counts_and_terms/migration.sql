-- DropIndex
DROP INDEX "AuditRoot_at_key";

-- DropIndex
DROP INDEX "sealed"."ballot_roundId_seatId_key";

-- DropIndex
DROP INDEX "sealed"."sheet_roundId_seatId_version_key";

-- AlterTable
ALTER TABLE "AuditHead" ADD COLUMN     "rootedSequence" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "AuditRoot" DROP CONSTRAINT "AuditRoot_pkey",
DROP COLUMN "id",
ADD COLUMN     "previous" TEXT NOT NULL,
ADD COLUMN     "sequence" INTEGER NOT NULL,
ADD CONSTRAINT "AuditRoot_pkey" PRIMARY KEY ("sequence");

-- AlterTable
ALTER TABLE "Finding" ADD COLUMN     "days" INTEGER,
ALTER COLUMN "seatId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "HandOver" DROP COLUMN "catalogueCount",
DROP COLUMN "electronicCount",
DROP COLUMN "paperCount",
ADD COLUMN     "counts" JSONB NOT NULL;

-- AlterTable
ALTER TABLE "Person" DROP COLUMN "idNumber",
DROP COLUMN "phone";

-- AlterTable
ALTER TABLE "RectificationItem" ALTER COLUMN "days" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Result" ADD COLUMN     "decides" TEXT NOT NULL DEFAULT 'vote',
ADD COLUMN     "grounds" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "StoredFile" ADD COLUMN     "sealed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "sealed"."ballot" DROP CONSTRAINT "ballot_pkey",
DROP COLUMN "id",
ADD COLUMN     "claimed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "key" TEXT NOT NULL,
ADD COLUMN     "scanSha256" TEXT,
ADD COLUMN     "sealHash" TEXT NOT NULL,
ADD CONSTRAINT "ballot_pkey" PRIMARY KEY ("key");

-- AlterTable
ALTER TABLE "sealed"."sheet" DROP CONSTRAINT "sheet_pkey",
DROP COLUMN "id",
DROP COLUMN "version",
ADD COLUMN     "claimed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "key" TEXT NOT NULL,
ADD COLUMN     "scanSha256" TEXT,
ADD COLUMN     "sealHash" TEXT NOT NULL,
ADD CONSTRAINT "sheet_pkey" PRIMARY KEY ("key");

-- CreateTable
CREATE TABLE "PersonDetails" (
    "personId" UUID NOT NULL,
    "phone" TEXT,
    "idNumber" TEXT,

    CONSTRAINT "PersonDetails_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "PersonDetails_idNumber_key" ON "PersonDetails"("idNumber");

-- CreateIndex
CREATE INDEX "StoredFile_projectId_idx" ON "StoredFile"("projectId");

-- CreateIndex
CREATE INDEX "ballot_roundId_seatId_idx" ON "sealed"."ballot"("roundId", "seatId");

-- CreateIndex
CREATE INDEX "sheet_roundId_seatId_idx" ON "sealed"."sheet"("roundId", "seatId");

-- AddForeignKey
ALTER TABLE "PersonDetails" ADD CONSTRAINT "PersonDetails_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
