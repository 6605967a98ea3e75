-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN "endedAs" TEXT;
ALTER TABLE "Certificate" ADD COLUMN "nameHash" TEXT;

-- CreateTable
CREATE TABLE "CertificateEnding" (
    "certificateId" TEXT NOT NULL PRIMARY KEY,
    "as" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedFor" TEXT,
    "proposedAt" DATETIME NOT NULL,
    "confirmedAt" DATETIME,
    CONSTRAINT "CertificateEnding_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
