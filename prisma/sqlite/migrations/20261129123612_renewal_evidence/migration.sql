-- CreateTable
CREATE TABLE "RenewalEvidence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "score" INTEGER,
    "modules" INTEGER,
    "responses" INTEGER,
    "reported" BOOLEAN,
    "note" TEXT NOT NULL,
    "file" TEXT,
    "closedOn" TEXT,
    "recordedAt" DATETIME NOT NULL,
    "recordedBy" TEXT NOT NULL,
    CONSTRAINT "RenewalEvidence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "RenewalEvidence_personId_schemeId_idx" ON "RenewalEvidence"("personId", "schemeId");
