-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Observation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "candidacyId" TEXT,
    "certificationId" TEXT,
    "day" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "halfDayId" TEXT,
    "draw" INTEGER NOT NULL,
    "plannedBy" TEXT NOT NULL,
    "plannedAt" DATETIME NOT NULL,
    "cancelledAt" DATETIME,
    "cancelReason" TEXT NOT NULL DEFAULT '',
    "settledAt" DATETIME,
    CONSTRAINT "Observation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Observation_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Observation_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- Who was observed is whose candidacy it is.
INSERT INTO "new_Observation" ("personId", "cancelReason", "cancelledAt", "candidacyId", "day", "draw", "halfDayId", "id", "place", "plannedAt", "plannedBy", "settledAt") SELECT (SELECT "personId" FROM "Candidacy" WHERE "id" = "Observation"."candidacyId"), "cancelReason", "cancelledAt", "candidacyId", "day", "draw", "halfDayId", "id", "place", "plannedAt", "plannedBy", "settledAt" FROM "Observation";
DROP TABLE "Observation";
ALTER TABLE "new_Observation" RENAME TO "Observation";
CREATE INDEX "Observation_personId_idx" ON "Observation"("personId");
CREATE INDEX "Observation_candidacyId_idx" ON "Observation"("candidacyId");
CREATE INDEX "Observation_certificationId_idx" ON "Observation"("certificationId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
