-- AlterTable
ALTER TABLE "HalfDay" ADD COLUMN     "modules" TEXT NOT NULL DEFAULT '[]',
ADD COLUMN     "room" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "startsAt" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "personId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "HalfDayTrainer" (
    "halfDayId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "HalfDayTrainer_pkey" PRIMARY KEY ("halfDayId","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");

-- CreateIndex
CREATE INDEX "HalfDayTrainer_personId_idx" ON "HalfDayTrainer"("personId");

-- CreateIndex
CREATE INDEX "HalfDay_date_idx" ON "HalfDay"("date");

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HalfDayTrainer" ADD CONSTRAINT "HalfDayTrainer_halfDayId_fkey" FOREIGN KEY ("halfDayId") REFERENCES "HalfDay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HalfDayTrainer" ADD CONSTRAINT "HalfDayTrainer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
