-- CreateTable
CREATE TABLE "SessionIncident" (
    "id" TEXT NOT NULL,
    "halfDayId" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "writtenBy" TEXT NOT NULL,
    "writtenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SessionIncident_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SessionIncident_halfDayId_id_idx" ON "SessionIncident"("halfDayId", "id");

-- AddForeignKey
ALTER TABLE "SessionIncident" ADD CONSTRAINT "SessionIncident_halfDayId_fkey" FOREIGN KEY ("halfDayId") REFERENCES "HalfDay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
