-- CreateTable
CREATE TABLE "Complaint" (
    "id" TEXT NOT NULL,
    "receiptHash" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "whom" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "country" TEXT,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "receivedOn" TEXT NOT NULL,
    "acknowledgeBy" TEXT NOT NULL,
    "acknowledgedOn" TEXT,
    "acknowledgedBy" TEXT,
    "decidedAt" TIMESTAMP(3),
    "decidedOn" TEXT,
    "decidedBy" TEXT,
    "outcome" TEXT,
    "certificationId" TEXT,

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ComplaintConcern" (
    "complaintId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    CONSTRAINT "ComplaintConcern_pkey" PRIMARY KEY ("complaintId","personId")
);

-- CreateTable
CREATE TABLE "ComplaintNote" (
    "id" TEXT NOT NULL,
    "complaintId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "by" TEXT,

    CONSTRAINT "ComplaintNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RosterConsent" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "givenAt" TIMESTAMP(3) NOT NULL,
    "givenOn" TEXT NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "RosterConsent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_receiptHash_key" ON "Complaint"("receiptHash");

-- CreateIndex
CREATE INDEX "Complaint_decidedOn_acknowledgeBy_idx" ON "Complaint"("decidedOn", "acknowledgeBy");

-- CreateIndex
CREATE INDEX "ComplaintConcern_personId_idx" ON "ComplaintConcern"("personId");

-- CreateIndex
CREATE INDEX "ComplaintNote_complaintId_idx" ON "ComplaintNote"("complaintId");

-- CreateIndex
CREATE INDEX "RosterConsent_personId_idx" ON "RosterConsent"("personId");

-- AddForeignKey
ALTER TABLE "ComplaintConcern" ADD CONSTRAINT "ComplaintConcern_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintConcern" ADD CONSTRAINT "ComplaintConcern_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ComplaintNote" ADD CONSTRAINT "ComplaintNote_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RosterConsent" ADD CONSTRAINT "RosterConsent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
