-- DropForeignKey
ALTER TABLE "Certificate" DROP CONSTRAINT "Certificate_courseVersionId_fkey";

-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "candidacyId" TEXT,
ADD COLUMN     "certificationId" TEXT,
ALTER COLUMN "courseVersionId" DROP NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_certificationId_edition_key" ON "Certificate"("certificationId", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_candidacyId_edition_key" ON "Certificate"("candidacyId", "edition");

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_courseVersionId_fkey" FOREIGN KEY ("courseVersionId") REFERENCES "CourseVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy"("id") ON DELETE SET NULL ON UPDATE CASCADE;
