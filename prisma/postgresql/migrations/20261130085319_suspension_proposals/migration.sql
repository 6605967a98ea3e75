-- CreateTable
CREATE TABLE "SuspensionProposal" (
    "id" TEXT NOT NULL,
    "certificationId" TEXT NOT NULL,
    "ground" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedOn" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "decideBy" TEXT NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "decidedBy" TEXT,
    "outcome" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "SuspensionProposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SuspensionProposal_certificationId_idx" ON "SuspensionProposal"("certificationId");

-- CreateIndex
CREATE INDEX "SuspensionProposal_proposedBy_idx" ON "SuspensionProposal"("proposedBy");

-- CreateIndex
CREATE INDEX "SuspensionProposal_decidedAt_idx" ON "SuspensionProposal"("decidedAt");

-- AddForeignKey
ALTER TABLE "SuspensionProposal" ADD CONSTRAINT "SuspensionProposal_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
