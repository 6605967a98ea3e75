-- AlterTable
ALTER TABLE "Observation" ADD COLUMN     "certificationId" TEXT,
ADD COLUMN     "personId" TEXT,
ALTER COLUMN "candidacyId" DROP NOT NULL;

-- Who was observed is whose candidacy it is.
UPDATE "Observation" SET "personId" = "Candidacy"."personId" FROM "Candidacy" WHERE "Candidacy"."id" = "Observation"."candidacyId";
ALTER TABLE "Observation" ALTER COLUMN "personId" SET NOT NULL;

-- CreateIndex
CREATE INDEX "Observation_personId_idx" ON "Observation"("personId");

-- CreateIndex
CREATE INDEX "Observation_certificationId_idx" ON "Observation"("certificationId");

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
