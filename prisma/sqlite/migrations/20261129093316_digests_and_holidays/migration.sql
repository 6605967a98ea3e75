-- CreateTable
CREATE TABLE "Digest" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "week" TEXT NOT NULL,
    CONSTRAINT "Digest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Holiday" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "country" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "name" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Holiday_date_idx" ON "Holiday"("date");

-- CreateIndex
CREATE UNIQUE INDEX "Holiday_country_date_key" ON "Holiday"("country", "date");
