-- AlterTable
ALTER TABLE "Finding" ADD COLUMN     "photos" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "RectificationItem" ADD COLUMN     "photos" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "Finding_photos_idx" ON "Finding" USING GIN ("photos");

-- CreateIndex
CREATE INDEX "RectificationItem_photos_idx" ON "RectificationItem" USING GIN ("photos");

-- Who sees a finding, or an item that came of one, sees its photos (policies api_reads of those tables).
CREATE POLICY api_reads_photos ON "FileUpload" FOR SELECT TO dangyan_api USING (NOT sealed AND (
  EXISTS (SELECT FROM public."Finding" f JOIN public."Round" r ON r.id = f."roundId"
    WHERE f.photos @> ARRAY[public."FileUpload".sha256] AND r."projectId" = public."FileUpload"."projectId")
  OR EXISTS (SELECT FROM public."RectificationItem" i
    WHERE i.photos @> ARRAY[public."FileUpload".sha256] AND i."projectId" = public."FileUpload"."projectId")));
