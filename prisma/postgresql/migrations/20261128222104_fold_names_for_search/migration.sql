-- AlterTable
ALTER TABLE "Cohort" ADD COLUMN     "searchText" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN     "searchText" TEXT NOT NULL DEFAULT '';

-- Rows of before: lower case without folding accents, until they are edited.
UPDATE "Cohort" SET "searchText" = lower("name" || ' ' || "place");
UPDATE "Organisation" SET "searchText" = lower("name");
