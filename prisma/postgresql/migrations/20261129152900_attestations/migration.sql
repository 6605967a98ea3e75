-- CreateTable
CREATE TABLE "Attestation" (
    "certificationId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,

    CONSTRAINT "Attestation_pkey" PRIMARY KEY ("certificationId")
);

-- CreateTable
CREATE TABLE "Leave" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT,
    "reason" TEXT NOT NULL,
    "recordedOn" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "Leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RefresherDate" (
    "organisationId" TEXT NOT NULL,
    "monthDay" TEXT NOT NULL,
    "setAt" TIMESTAMP(3) NOT NULL,
    "setBy" TEXT NOT NULL,

    CONSTRAINT "RefresherDate_pkey" PRIMARY KEY ("organisationId")
);

-- CreateIndex
CREATE INDEX "Attestation_personId_idx" ON "Attestation"("personId");

-- CreateIndex
CREATE INDEX "Attestation_organisationId_idx" ON "Attestation"("organisationId");

-- CreateIndex
CREATE INDEX "Leave_personId_idx" ON "Leave"("personId");

-- CreateIndex
CREATE INDEX "Leave_organisationId_idx" ON "Leave"("organisationId");

-- AddForeignKey
ALTER TABLE "Attestation" ADD CONSTRAINT "Attestation_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attestation" ADD CONSTRAINT "Attestation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attestation" ADD CONSTRAINT "Attestation_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leave" ADD CONSTRAINT "Leave_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefresherDate" ADD CONSTRAINT "RefresherDate_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Attestations given so far are of whom the holder worked for on the first day of them.
INSERT INTO "Attestation" ("certificationId", "personId", "organisationId")
SELECT "id", "personId", "organisationId" FROM (
  SELECT c."id", c."personId", (
    SELECT a."organisationId" FROM "Affiliation" a
    WHERE a."personId" = c."personId" AND (a."until" IS NULL OR a."until" >= c."validFrom")
    ORDER BY a."from", a."id" LIMIT 1
  ) AS "organisationId"
  FROM "Certification" c WHERE c."schemeId" = 'fe-facilitator'
) AS "given" WHERE "organisationId" IS NOT NULL;
