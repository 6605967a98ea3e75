-- CreateIndex
CREATE INDEX "CertificateEnrolment_enrolmentId_idx" ON "CertificateEnrolment"("enrolmentId");
