-- CreateTable
CREATE TABLE "ExamKeying" (
    "scriptId" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "keyedBy" TEXT NOT NULL,
    "keyedAt" DATETIME NOT NULL,
    "answers" TEXT NOT NULL,

    PRIMARY KEY ("scriptId", "turn"),
    CONSTRAINT "ExamKeying_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExamScan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "scriptId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "addedBy" TEXT NOT NULL,
    "addedAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    "removedBy" TEXT,
    "removedReason" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "ExamScan_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ExamScript" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sittingId" TEXT NOT NULL,
    "candidacyId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "paper" TEXT NOT NULL,
    "pass" INTEGER NOT NULL,
    "near" INTEGER NOT NULL,
    "extraMinutes" INTEGER NOT NULL,
    "arrangements" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "onPaper" BOOLEAN NOT NULL DEFAULT false,
    "keyedAt" DATETIME,
    "identity" TEXT,
    "checkedAt" DATETIME,
    "checkedBy" TEXT,
    "startedAt" DATETIME,
    "deadlineAt" DATETIME,
    "submittedAt" DATETIME,
    "score" INTEGER,
    "releasedAt" DATETIME,
    "aside" TEXT,
    "remarkAskedAt" DATETIME,
    "remarkedAt" DATETIME,
    CONSTRAINT "ExamScript_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "ExamSitting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ExamScript_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ExamScript" ("arrangements", "aside", "candidacyId", "checkedAt", "checkedBy", "deadlineAt", "extraMinutes", "id", "identity", "near", "note", "number", "paper", "pass", "releasedAt", "remarkAskedAt", "remarkedAt", "score", "seed", "sittingId", "startedAt", "submittedAt") SELECT "arrangements", "aside", "candidacyId", "checkedAt", "checkedBy", "deadlineAt", "extraMinutes", "id", "identity", "near", "note", "number", "paper", "pass", "releasedAt", "remarkAskedAt", "remarkedAt", "score", "seed", "sittingId", "startedAt", "submittedAt" FROM "ExamScript";
DROP TABLE "ExamScript";
ALTER TABLE "new_ExamScript" RENAME TO "ExamScript";
CREATE INDEX "ExamScript_candidacyId_idx" ON "ExamScript"("candidacyId");
CREATE UNIQUE INDEX "ExamScript_sittingId_candidacyId_key" ON "ExamScript"("sittingId", "candidacyId");
CREATE UNIQUE INDEX "ExamScript_sittingId_number_key" ON "ExamScript"("sittingId", "number");
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
    CONSTRAINT "ExamSitting_bankId_fkey" FOREIGN KEY ("bankId") REFERENCES "ExamBank" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ExamSitting" ("bankId", "blueprint", "cancelReason", "cancelledAt", "closedAt", "code", "day", "id", "invigilatorId", "minutes", "openedAt", "place", "plannedAt", "plannedBy", "programme", "releasedAt", "releasedBy", "schemeId", "startsAt", "timeZone") SELECT "bankId", "blueprint", "cancelReason", "cancelledAt", "closedAt", "code", "day", "id", "invigilatorId", "minutes", "openedAt", "place", "plannedAt", "plannedBy", "programme", "releasedAt", "releasedBy", "schemeId", "startsAt", "timeZone" FROM "ExamSitting";
DROP TABLE "ExamSitting";
ALTER TABLE "new_ExamSitting" RENAME TO "ExamSitting";
CREATE INDEX "ExamSitting_programme_day_idx" ON "ExamSitting"("programme", "day");
CREATE INDEX "ExamSitting_invigilatorId_idx" ON "ExamSitting"("invigilatorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "ExamKeying_scriptId_keyedBy_key" ON "ExamKeying"("scriptId", "keyedBy");

-- CreateIndex
CREATE INDEX "ExamScan_scriptId_idx" ON "ExamScan"("scriptId");

-- CreateIndex
CREATE INDEX "ExamScan_sha256_idx" ON "ExamScan"("sha256");
