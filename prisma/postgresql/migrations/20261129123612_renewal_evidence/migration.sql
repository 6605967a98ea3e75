-- CreateTable
CREATE TABLE "RenewalEvidence" (
    "id" TEXT NOT NULL,
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
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "RenewalEvidence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RenewalEvidence_personId_schemeId_idx" ON "RenewalEvidence"("personId", "schemeId");

-- AddForeignKey
ALTER TABLE "RenewalEvidence" ADD CONSTRAINT "RenewalEvidence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
