-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ExamSitting" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "bankId" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "blueprint" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "startsAt" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "onPaper" BOOLEAN NOT NULL DEFAULT false,
    "edition" INTEGER NOT NULL DEFAULT 1,
    "code" TEXT NOT NULL,
    "invigilatorId" TEXT NOT NULL,
    "plannedBy" TEXT NOT NULL,
    "plannedAt" DATETIME NOT NULL,
    "openedAt" DATETIME,
    "closedAt" DATETIME,
    "releasedAt" DATETIME,
    "releasedBy" TEXT,
    "cancelledAt" DATETIME,
    "cancelReason" TEXT NOT NULL DEFAULT '',
    "recordedAt" DATETIME,
    "recordedBy" TEXT,
    "recordReason" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "ExamSitting_bankId_fkey" FOREIGN KEY ("bankId") REFERENCES "ExamBank" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ExamSitting" ("bankId", "blueprint", "cancelReason", "cancelledAt", "closedAt", "code", "day", "id", "invigilatorId", "minutes", "onPaper", "openedAt", "place", "plannedAt", "plannedBy", "programme", "releasedAt", "releasedBy", "schemeId", "startsAt", "timeZone") SELECT "bankId", "blueprint", "cancelReason", "cancelledAt", "closedAt", "code", "day", "id", "invigilatorId", "minutes", "onPaper", "openedAt", "place", "plannedAt", "plannedBy", "programme", "releasedAt", "releasedBy", "schemeId", "startsAt", "timeZone" FROM "ExamSitting";
DROP TABLE "ExamSitting";
ALTER TABLE "new_ExamSitting" RENAME TO "ExamSitting";
CREATE INDEX "ExamSitting_programme_day_idx" ON "ExamSitting"("programme", "day");
CREATE INDEX "ExamSitting_invigilatorId_idx" ON "ExamSitting"("invigilatorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
