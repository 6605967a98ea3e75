-- AlterTable
ALTER TABLE "IssuerKey" ADD COLUMN "compromiseReason" TEXT;
ALTER TABLE "IssuerKey" ADD COLUMN "compromisedSince" TEXT;
ALTER TABLE "IssuerKey" ADD COLUMN "confirmedAt" DATETIME;
ALTER TABLE "IssuerKey" ADD COLUMN "confirmedBy" TEXT;
ALTER TABLE "IssuerKey" ADD COLUMN "proposedAt" DATETIME;
ALTER TABLE "IssuerKey" ADD COLUMN "proposedBy" TEXT;
