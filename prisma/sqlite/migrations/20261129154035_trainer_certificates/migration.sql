-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Certificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "courseVersionId" TEXT,
    "certificationId" TEXT,
    "candidacyId" TEXT,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "facts" TEXT NOT NULL,
    "factsSha256" TEXT NOT NULL,
    "pdfSha256" TEXT,
    "issuedAt" DATETIME NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "supersededAt" DATETIME,
    "supersededBy" TEXT,
    "revokedAt" DATETIME,
    "revokedBy" TEXT,
    "revokedReason" TEXT,
    CONSTRAINT "Certificate_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Certificate_courseVersionId_fkey" FOREIGN KEY ("courseVersionId") REFERENCES "CourseVersion" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Certificate_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Certificate_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Certificate" ("code", "courseVersionId", "edition", "facts", "factsSha256", "id", "issuedAt", "issuedBy", "kind", "number", "pdfSha256", "period", "personId", "revokedAt", "revokedBy", "revokedReason", "supersededAt", "supersededBy") SELECT "code", "courseVersionId", "edition", "facts", "factsSha256", "id", "issuedAt", "issuedBy", "kind", "number", "pdfSha256", "period", "personId", "revokedAt", "revokedBy", "revokedReason", "supersededAt", "supersededBy" FROM "Certificate";
DROP TABLE "Certificate";
ALTER TABLE "new_Certificate" RENAME TO "Certificate";
CREATE UNIQUE INDEX "Certificate_code_key" ON "Certificate"("code");
CREATE UNIQUE INDEX "Certificate_number_key" ON "Certificate"("number");
CREATE INDEX "Certificate_issuedAt_idx" ON "Certificate"("issuedAt");
CREATE UNIQUE INDEX "Certificate_personId_courseVersionId_kind_period_edition_key" ON "Certificate"("personId", "courseVersionId", "kind", "period", "edition");
CREATE UNIQUE INDEX "Certificate_certificationId_edition_key" ON "Certificate"("certificationId", "edition");
CREATE UNIQUE INDEX "Certificate_candidacyId_edition_key" ON "Certificate"("candidacyId", "edition");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
