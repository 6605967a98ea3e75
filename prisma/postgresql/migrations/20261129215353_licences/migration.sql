-- CreateTable
CREATE TABLE "Licence" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "schemeVersion" TEXT NOT NULL,
    "validFrom" TEXT NOT NULL,
    "validUntil" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "code" TEXT,
    "certificate" TEXT,
    "certificateSha256" TEXT,
    "pdfSha256" TEXT,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "Licence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LicenceFact" (
    "id" TEXT NOT NULL,
    "licenceId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "until" TEXT,
    "about" TEXT,
    "word" TEXT,
    "reason" TEXT NOT NULL,
    "recordedOn" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "LicenceFact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LicenceRequest" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "openKey" TEXT NOT NULL,
    "renewsId" TEXT,
    "counted" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "askedOn" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "askedBy" TEXT NOT NULL,
    "assessedOn" TEXT,
    "assessedAt" TIMESTAMP(3),
    "assessedBy" TEXT,
    "recommended" BOOLEAN,
    "assessment" TEXT,
    "decidedOn" TEXT,
    "decidedAt" TIMESTAMP(3),
    "decidedBy" TEXT,
    "outcome" TEXT,
    "reason" TEXT,

    CONSTRAINT "LicenceRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LicenceFile" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "addedOn" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "addedBy" TEXT NOT NULL,

    CONSTRAINT "LicenceFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Licence_number_key" ON "Licence"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Licence_code_key" ON "Licence"("code");

-- CreateIndex
CREATE INDEX "Licence_organisationId_schemeId_idx" ON "Licence"("organisationId", "schemeId");

-- CreateIndex
CREATE INDEX "Licence_validUntil_id_idx" ON "Licence"("validUntil", "id");

-- CreateIndex
CREATE UNIQUE INDEX "LicenceFact_licenceId_sequence_key" ON "LicenceFact"("licenceId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "LicenceRequest_organisationId_schemeId_openKey_key" ON "LicenceRequest"("organisationId", "schemeId", "openKey");

-- CreateIndex
CREATE INDEX "LicenceFile_organisationId_schemeId_idx" ON "LicenceFile"("organisationId", "schemeId");

-- AddForeignKey
ALTER TABLE "Licence" ADD CONSTRAINT "Licence_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenceFact" ADD CONSTRAINT "LicenceFact_licenceId_fkey" FOREIGN KEY ("licenceId") REFERENCES "Licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenceRequest" ADD CONSTRAINT "LicenceRequest_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenceRequest" ADD CONSTRAINT "LicenceRequest_renewsId_fkey" FOREIGN KEY ("renewsId") REFERENCES "Licence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LicenceFile" ADD CONSTRAINT "LicenceFile_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
