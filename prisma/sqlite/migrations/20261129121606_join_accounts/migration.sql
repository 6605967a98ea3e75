-- CreateTable
CREATE TABLE "PersonMerge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "keptId" TEXT NOT NULL,
    "goneId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "choices" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "moved" TEXT NOT NULL DEFAULT '',
    "proposedBy" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "decidedBy" TEXT,
    "decidedAt" DATETIME,
    "undoneBy" TEXT,
    "undoneAt" DATETIME,
    CONSTRAINT "PersonMerge_keptId_fkey" FOREIGN KEY ("keptId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PersonMerge_goneId_fkey" FOREIGN KEY ("goneId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "PersonMerge_keptId_idx" ON "PersonMerge"("keptId");

-- CreateIndex
CREATE INDEX "PersonMerge_goneId_idx" ON "PersonMerge"("goneId");

-- CreateIndex
CREATE INDEX "PersonMerge_state_id_idx" ON "PersonMerge"("state", "id");
