-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Panel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificationId" TEXT,
    "candidacyId" TEXT,
    "of" TEXT NOT NULL,
    "openKey" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "calledAt" DATETIME NOT NULL,
    "calledBy" TEXT NOT NULL,
    "closedAt" DATETIME,
    "closedBy" TEXT,
    "outcome" TEXT,
    "minutes" TEXT NOT NULL DEFAULT '',
    "recordId" TEXT,
    CONSTRAINT "Panel_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Panel_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Panel" ("calledAt", "calledBy", "candidacyId", "certificationId", "closedAt", "closedBy", "id", "minutes", "of", "openKey", "outcome", "reason", "recordId") SELECT "calledAt", "calledBy", "candidacyId", "certificationId", "closedAt", "closedBy", "id", "minutes", "of", "openKey", "outcome", "reason", "recordId" FROM "Panel";
DROP TABLE "Panel";
ALTER TABLE "new_Panel" RENAME TO "Panel";
CREATE UNIQUE INDEX "Panel_recordId_key" ON "Panel"("recordId");
CREATE INDEX "Panel_certificationId_idx" ON "Panel"("certificationId");
CREATE INDEX "Panel_candidacyId_idx" ON "Panel"("candidacyId");
CREATE UNIQUE INDEX "Panel_of_openKey_key" ON "Panel"("of", "openKey");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
