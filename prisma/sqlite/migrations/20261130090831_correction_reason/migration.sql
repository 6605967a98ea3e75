-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN "correctedBecause" TEXT;
