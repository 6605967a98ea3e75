-- AlterTable
ALTER TABLE "Certification" ADD COLUMN "recordedOn" TEXT;
-- Decided before this was kept: on the day it was written, in UTC. What was decided on paper was known before.
UPDATE "Certification" SET "recordedOn" = substr("recordedAt", 1, 10) WHERE "origin" <> 'recorded';
