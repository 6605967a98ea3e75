-- CreateTable
CREATE TABLE "SessionFile" (
    "id" TEXT NOT NULL,
    "halfDayId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "addedBy" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "removedBy" TEXT,
    "removedAt" TIMESTAMP(3),
    "removedReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "SessionFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SessionFile_halfDayId_purpose_idx" ON "SessionFile"("halfDayId", "purpose");

-- AddForeignKey
ALTER TABLE "SessionFile" ADD CONSTRAINT "SessionFile_halfDayId_fkey" FOREIGN KEY ("halfDayId") REFERENCES "HalfDay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
