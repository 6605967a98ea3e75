-- AlterTable
ALTER TABLE "Certification" ADD COLUMN     "countsFrom" TEXT;

-- What goes on with another period counts from its first day.
UPDATE "Certification" SET "countsFrom" = (
  SELECT "before"."validFrom" FROM "Certification" AS "before" WHERE "before"."id" = "Certification"."predecessorId"
) WHERE "origin" IN ('reduced', 'recognised');
