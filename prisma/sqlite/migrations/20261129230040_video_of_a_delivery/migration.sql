-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ObservationRating" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "observationId" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "assessorId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "video" TEXT NOT NULL DEFAULT '',
    "assignedBy" TEXT NOT NULL,
    "assignedAt" DATETIME NOT NULL,
    "saves" INTEGER NOT NULL DEFAULT 0,
    "signedAt" DATETIME,
    "exception" TEXT NOT NULL DEFAULT '',
    "openKey" TEXT NOT NULL DEFAULT 'open',
    "replacedAt" DATETIME,
    "replacedBy" TEXT,
    "replaceReason" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "ObservationRating_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ObservationRating" ("assessorId", "assignedAt", "assignedBy", "exception", "id", "observationId", "openKey", "replaceReason", "replacedAt", "replacedBy", "saves", "signedAt", "source", "turn") SELECT "assessorId", "assignedAt", "assignedBy", "exception", "id", "observationId", "openKey", "replaceReason", "replacedAt", "replacedBy", "saves", "signedAt", "source", "turn" FROM "ObservationRating";
DROP TABLE "ObservationRating";
ALTER TABLE "new_ObservationRating" RENAME TO "ObservationRating";
CREATE INDEX "ObservationRating_assessorId_idx" ON "ObservationRating"("assessorId");
CREATE UNIQUE INDEX "ObservationRating_observationId_turn_openKey_key" ON "ObservationRating"("observationId", "turn", "openKey");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
