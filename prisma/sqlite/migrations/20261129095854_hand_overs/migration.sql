-- CreateTable
CREATE TABLE "HandOver" (
    "certificateId" TEXT NOT NULL PRIMARY KEY,
    "handedOn" TEXT NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    CONSTRAINT "HandOver_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "CertificateEnrolment_enrolmentId_idx" ON "CertificateEnrolment"("enrolmentId");
