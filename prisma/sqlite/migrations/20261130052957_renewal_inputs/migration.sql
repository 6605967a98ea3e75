-- AlterTable
ALTER TABLE "CertificationFact" ADD COLUMN "inputs" TEXT;
