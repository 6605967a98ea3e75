-- CreateTable
CREATE TABLE "SealingCertificate" (
    "id" TEXT NOT NULL,
    "pem" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SealingCertificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Certificate_pdfSha256_idx" ON "Certificate"("pdfSha256");
