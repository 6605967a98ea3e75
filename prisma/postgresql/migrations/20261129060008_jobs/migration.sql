-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "subjectId" TEXT,
    "key" TEXT,
    "createdBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "runAfter" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL,
    "leasedBy" TEXT,
    "leasedUntil" TIMESTAMP(3),
    "lastError" TEXT,
    "progressDone" INTEGER NOT NULL,
    "progressOf" INTEGER NOT NULL,
    "outcome" TEXT,
    "doneAt" TIMESTAMP(3),
    "deadAt" TIMESTAMP(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");

-- CreateIndex
CREATE INDEX "Job_doneAt_deadAt_runAfter_idx" ON "Job"("doneAt", "deadAt", "runAfter");

-- CreateIndex
CREATE INDEX "Job_subjectId_kind_idx" ON "Job"("subjectId", "kind");
