-- CreateTable
CREATE TABLE "SealingCertificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pem" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Certificate_pdfSha256_idx" ON "Certificate"("pdfSha256");
