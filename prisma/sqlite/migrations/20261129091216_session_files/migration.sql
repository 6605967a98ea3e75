-- CreateTable
CREATE TABLE "SessionFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "halfDayId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "addedBy" TEXT NOT NULL,
    "addedAt" DATETIME NOT NULL,
    "removedBy" TEXT,
    "removedAt" DATETIME,
    "removedReason" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "SessionFile_halfDayId_fkey" FOREIGN KEY ("halfDayId") REFERENCES "HalfDay" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SessionFile_halfDayId_purpose_idx" ON "SessionFile"("halfDayId", "purpose");
