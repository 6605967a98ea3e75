-- AlterTable
ALTER TABLE "Certification" ADD COLUMN     "predecessorId" TEXT,
ADD COLUMN     "topics" TEXT;

-- AlterTable
ALTER TABLE "CertificationFact" ADD COLUMN     "about" TEXT,
ADD COLUMN     "word" TEXT;

-- CreateTable
CREATE TABLE "AppealPanelMember" (
    "factId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    CONSTRAINT "AppealPanelMember_pkey" PRIMARY KEY ("factId","personId")
);

-- CreateIndex
CREATE INDEX "AppealPanelMember_personId_idx" ON "AppealPanelMember"("personId");

-- AddForeignKey
ALTER TABLE "AppealPanelMember" ADD CONSTRAINT "AppealPanelMember_factId_fkey" FOREIGN KEY ("factId") REFERENCES "CertificationFact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AppealPanelMember" ADD CONSTRAINT "AppealPanelMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
