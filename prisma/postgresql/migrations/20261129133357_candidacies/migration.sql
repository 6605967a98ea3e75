-- CreateTable
CREATE TABLE "Candidacy" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "schemeVersion" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "openKey" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "enteredOn" TEXT NOT NULL,
    "dueOn" TEXT,
    "waitsFor" TEXT NOT NULL,
    "openedOn" TEXT NOT NULL,
    "endedOn" TEXT,
    "certificationId" TEXT,

    CONSTRAINT "Candidacy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CandidacyEvent" (
    "id" TEXT NOT NULL,
    "candidacyId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "actingAs" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "inputs" TEXT,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "CandidacyEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CandidacyFile" (
    "id" TEXT NOT NULL,
    "candidacyId" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "addedBy" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CandidacyFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Candidacy_certificationId_key" ON "Candidacy"("certificationId");

-- CreateIndex
CREATE INDEX "Candidacy_programme_waitsFor_idx" ON "Candidacy"("programme", "waitsFor");

-- CreateIndex
CREATE UNIQUE INDEX "Candidacy_personId_schemeId_language_openKey_key" ON "Candidacy"("personId", "schemeId", "language", "openKey");

-- CreateIndex
CREATE UNIQUE INDEX "CandidacyEvent_candidacyId_number_key" ON "CandidacyEvent"("candidacyId", "number");

-- CreateIndex
CREATE INDEX "CandidacyFile_candidacyId_idx" ON "CandidacyFile"("candidacyId");

-- AddForeignKey
ALTER TABLE "Candidacy" ADD CONSTRAINT "Candidacy_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CandidacyEvent" ADD CONSTRAINT "CandidacyEvent_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CandidacyFile" ADD CONSTRAINT "CandidacyFile_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
