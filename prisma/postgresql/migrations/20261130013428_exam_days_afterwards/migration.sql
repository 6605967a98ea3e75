-- AlterTable
ALTER TABLE "ExamSitting" ADD COLUMN     "edition" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "recordReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "recordedAt" TIMESTAMP(3),
ADD COLUMN     "recordedBy" TEXT;
