-- AlterTable
ALTER TABLE "SealingCertificate" ADD COLUMN "compromiseReason" TEXT;
ALTER TABLE "SealingCertificate" ADD COLUMN "compromisedSince" TEXT;
ALTER TABLE "SealingCertificate" ADD COLUMN "confirmedAt" DATETIME;
ALTER TABLE "SealingCertificate" ADD COLUMN "confirmedBy" TEXT;
ALTER TABLE "SealingCertificate" ADD COLUMN "proposedAt" DATETIME;
ALTER TABLE "SealingCertificate" ADD COLUMN "proposedBy" TEXT;
