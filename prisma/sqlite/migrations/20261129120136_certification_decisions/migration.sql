-- AlterTable
ALTER TABLE "Certification" ADD COLUMN "predecessorId" TEXT;
ALTER TABLE "Certification" ADD COLUMN "topics" TEXT;

-- AlterTable
ALTER TABLE "CertificationFact" ADD COLUMN "about" TEXT;
ALTER TABLE "CertificationFact" ADD COLUMN "word" TEXT;

-- CreateTable
CREATE TABLE "AppealPanelMember" (
    "factId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    PRIMARY KEY ("factId", "personId"),
    CONSTRAINT "AppealPanelMember_factId_fkey" FOREIGN KEY ("factId") REFERENCES "CertificationFact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "AppealPanelMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AppealPanelMember_personId_idx" ON "AppealPanelMember"("personId");
