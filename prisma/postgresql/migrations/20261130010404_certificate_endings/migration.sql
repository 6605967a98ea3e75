-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "endedAs" TEXT,
ADD COLUMN     "nameHash" TEXT;

-- CreateTable
CREATE TABLE "CertificateEnding" (
    "certificateId" TEXT NOT NULL,
    "as" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedFor" TEXT,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "confirmedAt" TIMESTAMP(3),

    CONSTRAINT "CertificateEnding_pkey" PRIMARY KEY ("certificateId")
);

-- AddForeignKey
ALTER TABLE "CertificateEnding" ADD CONSTRAINT "CertificateEnding_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
