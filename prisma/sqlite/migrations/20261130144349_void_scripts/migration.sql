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
    "voidedAt" DATETIME,
    "voidedBy" TEXT,
    "voidReason" TEXT,
    "voidWords" TEXT NOT NULL DEFAULT '',
    "score" INTEGER,
    "releasedAt" DATETIME,
    "aside" TEXT,
    "remarkAskedAt" DATETIME,
    "remarkedAt" DATETIME,
    CONSTRAINT "ExamScript_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "ExamSitting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ExamScript_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ExamScript" ("arrangements", "aside", "candidacyId", "checkedAt", "checkedBy", "deadlineAt", "extraMinutes", "id", "identity", "keyedAt", "near", "note", "number", "onPaper", "paper", "pass", "releasedAt", "remarkAskedAt", "remarkedAt", "score", "seed", "sittingId", "startedAt", "submittedAt") SELECT "arrangements", "aside", "candidacyId", "checkedAt", "checkedBy", "deadlineAt", "extraMinutes", "id", "identity", "keyedAt", "near", "note", "number", "onPaper", "paper", "pass", "releasedAt", "remarkAskedAt", "remarkedAt", "score", "seed", "sittingId", "startedAt", "submittedAt" FROM "ExamScript";
DROP TABLE "ExamScript";
ALTER TABLE "new_ExamScript" RENAME TO "ExamScript";
CREATE INDEX "ExamScript_candidacyId_idx" ON "ExamScript"("candidacyId");
CREATE UNIQUE INDEX "ExamScript_sittingId_candidacyId_key" ON "ExamScript"("sittingId", "candidacyId");
CREATE UNIQUE INDEX "ExamScript_sittingId_number_key" ON "ExamScript"("sittingId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
