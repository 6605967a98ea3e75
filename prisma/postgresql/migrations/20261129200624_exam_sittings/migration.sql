-- CreateTable
CREATE TABLE "ExamSitting" (
    "id" TEXT NOT NULL,
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
    "plannedAt" TIMESTAMP(3) NOT NULL,
    "openedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "releasedAt" TIMESTAMP(3),
    "releasedBy" TEXT,
    "cancelledAt" TIMESTAMP(3),
    "cancelReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ExamSitting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExamScript" (
    "id" TEXT NOT NULL,
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
    "checkedAt" TIMESTAMP(3),
    "checkedBy" TEXT,
    "startedAt" TIMESTAMP(3),
    "deadlineAt" TIMESTAMP(3),
    "submittedAt" TIMESTAMP(3),
    "score" INTEGER,
    "releasedAt" TIMESTAMP(3),
    "remarkAskedAt" TIMESTAMP(3),
    "remarkedAt" TIMESTAMP(3),

    CONSTRAINT "ExamScript_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExamAnswer" (
    "scriptId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ExamAnswer_pkey" PRIMARY KEY ("scriptId","itemId")
);

-- CreateTable
CREATE TABLE "ExamMark" (
    "scriptId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "markerId" TEXT NOT NULL,
    "marks" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ExamMark_pkey" PRIMARY KEY ("scriptId","round")
);

-- CreateTable
CREATE TABLE "ExamIncident" (
    "id" TEXT NOT NULL,
    "sittingId" TEXT NOT NULL,
    "number" INTEGER,
    "words" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "ExamIncident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VoidedItem" (
    "schemeId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "results" TEXT NOT NULL,
    "voidedAt" TIMESTAMP(3) NOT NULL,
    "voidedBy" TEXT NOT NULL,

    CONSTRAINT "VoidedItem_pkey" PRIMARY KEY ("schemeId","itemId")
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

-- AddForeignKey
ALTER TABLE "ExamSitting" ADD CONSTRAINT "ExamSitting_bankId_fkey" FOREIGN KEY ("bankId") REFERENCES "ExamBank"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamScript" ADD CONSTRAINT "ExamScript_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "ExamSitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamScript" ADD CONSTRAINT "ExamScript_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamAnswer" ADD CONSTRAINT "ExamAnswer_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamMark" ADD CONSTRAINT "ExamMark_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamIncident" ADD CONSTRAINT "ExamIncident_sittingId_fkey" FOREIGN KEY ("sittingId") REFERENCES "ExamSitting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
