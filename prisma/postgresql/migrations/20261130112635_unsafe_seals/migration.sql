-- AlterTable
ALTER TABLE "SealingCertificate" ADD COLUMN     "compromiseReason" TEXT,
ADD COLUMN     "compromisedSince" TEXT,
ADD COLUMN     "confirmedAt" TIMESTAMP(3),
ADD COLUMN     "confirmedBy" TEXT,
ADD COLUMN     "proposedAt" TIMESTAMP(3),
ADD COLUMN     "proposedBy" TEXT;
