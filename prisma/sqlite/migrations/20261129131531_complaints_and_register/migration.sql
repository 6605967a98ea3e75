-- CreateTable
CREATE TABLE "Complaint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "receiptHash" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "whom" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "country" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "receivedOn" TEXT NOT NULL,
    "acknowledgeBy" TEXT NOT NULL,
    "acknowledgedOn" TEXT,
    "acknowledgedBy" TEXT,
    "decidedAt" DATETIME,
    "decidedOn" TEXT,
    "decidedBy" TEXT,
    "outcome" TEXT,
    "certificationId" TEXT
);

-- CreateTable
CREATE TABLE "ComplaintConcern" (
    "complaintId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,

    PRIMARY KEY ("complaintId", "personId"),
    CONSTRAINT "ComplaintConcern_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ComplaintConcern_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ComplaintNote" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "complaintId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "by" TEXT,
    CONSTRAINT "ComplaintNote_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RosterConsent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "givenAt" DATETIME NOT NULL,
    "givenOn" TEXT NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "RosterConsent_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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
