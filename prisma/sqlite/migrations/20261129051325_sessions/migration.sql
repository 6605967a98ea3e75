-- CreateTable
CREATE TABLE "CalendarFeed" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CalendarFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HalfDayTrainer" (
    "halfDayId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("halfDayId", "personId"),
    CONSTRAINT "HalfDayTrainer_halfDayId_fkey" FOREIGN KEY ("halfDayId") REFERENCES "HalfDay" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "HalfDayTrainer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_HalfDay" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "cohortId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "contactMinutes" INTEGER NOT NULL,
    "startsAt" TEXT NOT NULL DEFAULT '',
    "room" TEXT NOT NULL DEFAULT '',
    "modules" TEXT NOT NULL DEFAULT '[]',
    "verifiedAt" DATETIME,
    "verifiedBy" TEXT,
    CONSTRAINT "HalfDay_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_HalfDay" ("cohortId", "contactMinutes", "date", "id", "part", "title", "verifiedAt", "verifiedBy") SELECT "cohortId", "contactMinutes", "date", "id", "part", "title", "verifiedAt", "verifiedBy" FROM "HalfDay";
DROP TABLE "HalfDay";
ALTER TABLE "new_HalfDay" RENAME TO "HalfDay";
CREATE INDEX "HalfDay_date_idx" ON "HalfDay"("date");
CREATE UNIQUE INDEX "HalfDay_cohortId_date_part_key" ON "HalfDay"("cohortId", "date", "part");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");

-- CreateIndex
CREATE INDEX "HalfDayTrainer_personId_idx" ON "HalfDayTrainer"("personId");
