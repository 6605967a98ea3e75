-- Papers are seen on the day of the exam: what was seen before a room was opened is seen again.
UPDATE "ExamScript" SET "identity" = NULL, "checkedAt" = NULL, "checkedBy" = NULL
WHERE "startedAt" IS NULL AND "sittingId" IN (SELECT "id" FROM "ExamSitting" WHERE "openedAt" IS NULL);
