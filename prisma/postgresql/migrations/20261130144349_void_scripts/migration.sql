-- AlterTable
ALTER TABLE "ExamScript" ADD COLUMN     "voidReason" TEXT,
ADD COLUMN     "voidWords" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "voidedAt" TIMESTAMP(3),
ADD COLUMN     "voidedBy" TEXT;
