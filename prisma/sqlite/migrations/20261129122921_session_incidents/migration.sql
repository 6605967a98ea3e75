-- CreateTable
CREATE TABLE "SessionIncident" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "halfDayId" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "writtenBy" TEXT NOT NULL,
    "writtenAt" DATETIME NOT NULL,
    CONSTRAINT "SessionIncident_halfDayId_fkey" FOREIGN KEY ("halfDayId") REFERENCES "HalfDay" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SessionIncident_halfDayId_id_idx" ON "SessionIncident"("halfDayId", "id");
