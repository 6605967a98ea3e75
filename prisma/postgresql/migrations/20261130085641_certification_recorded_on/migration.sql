-- AlterTable
ALTER TABLE "Certification" ADD COLUMN     "recordedOn" TEXT;
-- Recorded before this was kept: on the day it was written, in UTC.
UPDATE "Certification" SET "recordedOn" = to_char("recordedAt", 'YYYY-MM-DD');
