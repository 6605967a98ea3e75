-- DropIndex
DROP INDEX "Credential_subjectId_key";

-- AlterTable
ALTER TABLE "Credential" DROP CONSTRAINT "Credential_pkey",
ADD COLUMN     "licenceId" TEXT,
ALTER COLUMN "certificateId" DROP NOT NULL,
ADD CONSTRAINT "Credential_pkey" PRIMARY KEY ("subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_certificateId_key" ON "Credential"("certificateId");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_licenceId_key" ON "Credential"("licenceId");

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_licenceId_fkey" FOREIGN KEY ("licenceId") REFERENCES "Licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
