
-- DropIndex
DROP INDEX "StoredFile_projectId_idx";

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "recordedById" UUID DEFAULT access.person();

-- AlterTable
ALTER TABLE "StoredFile" DROP COLUMN "name",
DROP COLUMN "projectId",
DROP COLUMN "sealed",
DROP COLUMN "uploadedById";

-- CreateTable
CREATE TABLE "FileUpload" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "projectId" UUID,
    "uploadedById" UUID,
    "sealed" BOOLEAN NOT NULL DEFAULT false,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FileUpload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "FileUpload_sha256_idx" ON "FileUpload"("sha256");

-- CreateIndex
CREATE INDEX "FileUpload_projectId_idx" ON "FileUpload"("projectId");

-- AddForeignKey
ALTER TABLE "FileUpload" ADD CONSTRAINT "FileUpload_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "StoredFile"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
