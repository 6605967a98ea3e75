-- AlterTable
ALTER TABLE "RefresherMark" ADD COLUMN     "given" TEXT;

-- What one line gave so far.
UPDATE "RefresherMark" SET "given" = '["' || "certificationId" || '"]' WHERE "certificationId" IS NOT NULL;

-- AlterTable
ALTER TABLE "RefresherMark" DROP COLUMN "certificationId";
