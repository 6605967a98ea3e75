-- CreateTable
CREATE TABLE "HandOver" (
    "certificateId" TEXT NOT NULL,
    "handedOn" TEXT NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HandOver_pkey" PRIMARY KEY ("certificateId")
);

-- CreateIndex
CREATE INDEX "CertificateEnrolment_enrolmentId_idx" ON "CertificateEnrolment"("enrolmentId");

-- AddForeignKey
ALTER TABLE "HandOver" ADD CONSTRAINT "HandOver_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
