-- AlterTable
ALTER TABLE "Candidacy" ADD COLUMN "readAgainOn" TEXT;

-- CreateIndex
CREATE INDEX "Candidacy_openKey_readAgainOn_idx" ON "Candidacy"("openKey", "readAgainOn");

-- Those that are open are read by the lists until something is added to them again.
UPDATE "Candidacy" SET "readAgainOn" = "enteredOn" WHERE "openKey" = 'open';
