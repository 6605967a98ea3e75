-- DropIndex
DROP INDEX "ObservationRating_observationId_turn_key";

-- AlterTable
ALTER TABLE "ObservationRating" ADD COLUMN     "exception" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "openKey" TEXT NOT NULL DEFAULT 'open',
ADD COLUMN     "replaceReason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "replacedAt" TIMESTAMP(3),
ADD COLUMN     "replacedBy" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "ObservationRating_observationId_turn_openKey_key" ON "ObservationRating"("observationId", "turn", "openKey");
