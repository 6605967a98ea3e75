-- CreateTable
CREATE TABLE "Certification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "schemeVersion" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "validFrom" TEXT NOT NULL,
    "validUntil" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "recordedBy" TEXT NOT NULL,
    CONSTRAINT "Certification_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CertificationFact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificationId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "until" TEXT,
    "reason" TEXT NOT NULL,
    "recordedOn" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "recordedBy" TEXT NOT NULL,
    CONSTRAINT "CertificationFact_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Certification_number_key" ON "Certification"("number");

-- CreateIndex
CREATE INDEX "Certification_personId_idx" ON "Certification"("personId");

-- CreateIndex
CREATE INDEX "Certification_validUntil_id_idx" ON "Certification"("validUntil", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CertificationFact_certificationId_sequence_key" ON "CertificationFact"("certificationId", "sequence");
