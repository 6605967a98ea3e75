-- AlterTable
ALTER TABLE "Candidacy" ADD COLUMN "wayBack" TEXT;
