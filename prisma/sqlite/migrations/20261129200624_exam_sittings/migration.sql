-- CreateTable
CREATE TABLE "ExamSitting" (
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

-- CreateTable
CREATE TABLE "ExamScript" (
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
    "identity" TEXT,
    "checkedAt" DATETIME,
    "checkedBy" TEXT,
    "startedAt" DATETIME,
    "deadlineAt" DATETIME,
    "submittedAt" DATETIME,
    "score" INTEGER,
    "releasedAt" DATETIME,
    "remarkAskedAt" DATETIME,
    "remarkedAt" DATETIME,
    CONSTRAINT "ExamScript_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "ExamSitting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ExamScript_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExamAnswer" (
    "scriptId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "savedAt" DATETIME NOT NULL,

    PRIMARY KEY ("scriptId", "itemId"),
    CONSTRAINT "ExamAnswer_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExamMark" (
    "scriptId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "markerId" TEXT NOT NULL,
    "marks" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("scriptId", "round"),
    CONSTRAINT "ExamMark_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExamIncident" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sittingId" TEXT NOT NULL,
    "number" INTEGER,
    "words" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT "ExamIncident_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "ExamSitting" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VoidedItem" (
    "schemeId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "results" TEXT NOT NULL,
    "voidedAt" DATETIME NOT NULL,
    "voidedBy" TEXT NOT NULL,

    PRIMARY KEY ("schemeId", "itemId")
);

-- CreateIndex
CREATE INDEX "ExamSitting_programme_day_idx" ON "ExamSitting"("programme", "day");

-- CreateIndex
CREATE INDEX "ExamSitting_invigilatorId_idx" ON "ExamSitting"("invigilatorId");

-- CreateIndex
CREATE INDEX "ExamScript_candidacyId_idx" ON "ExamScript"("candidacyId");

-- CreateIndex
CREATE UNIQUE INDEX "ExamScript_sittingId_candidacyId_key" ON "ExamScript"("sittingId", "candidacyId");

-- CreateIndex
CREATE UNIQUE INDEX "ExamScript_sittingId_number_key" ON "ExamScript"("sittingId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ExamMark_scriptId_markerId_key" ON "ExamMark"("scriptId", "markerId");

-- CreateIndex
CREATE INDEX "ExamIncident_sittingId_idx" ON "ExamIncident"("sittingId");
