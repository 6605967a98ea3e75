-- CreateTable
CREATE TABLE "ComplaintLink" (
    "complaintId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,

    PRIMARY KEY ("complaintId", "kind", "targetId"),
    CONSTRAINT "ComplaintLink_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- The one certification a complaint was about is its first link.
INSERT INTO "ComplaintLink" ("complaintId", "kind", "targetId")
SELECT "id", 'certification', "certificationId" FROM "Complaint" WHERE "certificationId" IS NOT NULL;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Complaint" (
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
    "raisedOn" TEXT
);
INSERT INTO "new_Complaint" ("about", "acknowledgeBy", "acknowledgedBy", "acknowledgedOn", "contact", "country", "decidedAt", "decidedBy", "decidedOn", "id", "locale", "outcome", "programme", "receiptHash", "receivedAt", "receivedOn", "whom", "words") SELECT "about", "acknowledgeBy", "acknowledgedBy", "acknowledgedOn", "contact", "country", "decidedAt", "decidedBy", "decidedOn", "id", "locale", "outcome", "programme", "receiptHash", "receivedAt", "receivedOn", "whom", "words" FROM "Complaint";
DROP TABLE "Complaint";
ALTER TABLE "new_Complaint" RENAME TO "Complaint";
CREATE UNIQUE INDEX "Complaint_receiptHash_key" ON "Complaint"("receiptHash");
CREATE INDEX "Complaint_decidedOn_acknowledgeBy_idx" ON "Complaint"("decidedOn", "acknowledgeBy");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "ComplaintLink_kind_targetId_idx" ON "ComplaintLink"("kind", "targetId");
