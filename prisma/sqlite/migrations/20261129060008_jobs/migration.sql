-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "subjectId" TEXT,
    "key" TEXT,
    "createdBy" TEXT,
    "createdAt" DATETIME NOT NULL,
    "runAfter" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL,
    "leasedBy" TEXT,
    "leasedUntil" DATETIME,
    "lastError" TEXT,
    "progressDone" INTEGER NOT NULL,
    "progressOf" INTEGER NOT NULL,
    "outcome" TEXT,
    "doneAt" DATETIME,
    "deadAt" DATETIME
);

-- CreateIndex
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");

-- CreateIndex
CREATE INDEX "Job_doneAt_deadAt_runAfter_idx" ON "Job"("doneAt", "deadAt", "runAfter");

-- CreateIndex
CREATE INDEX "Job_subjectId_kind_idx" ON "Job"("subjectId", "kind");
