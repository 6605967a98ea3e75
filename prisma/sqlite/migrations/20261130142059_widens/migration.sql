-- AlterTable
ALTER TABLE "Certification" ADD COLUMN "widensId" TEXT;

-- What was widened counts from the first day of the one it widens, and most often has its end.
UPDATE "Certification" SET "widensId" = (
  SELECT "before"."id"
  FROM "Certification" AS "wide"
  JOIN "Candidacy" AS "way" ON "way"."certificationId" = "wide"."id"
  JOIN "Certification" AS "before" ON "before"."personId" = "wide"."personId"
    AND "before"."id" <> "wide"."id"
    AND "before"."recordedAt" <= "wide"."recordedAt"
    AND COALESCE("before"."countsFrom", "before"."validFrom") = "wide"."countsFrom"
  WHERE "wide"."id" = "Certification"."id"
    AND CASE "way"."schemeId"
      WHEN 'mmw-volume-1-extension' THEN
        "before"."schemeId" = 'mmw-volume-2-trainer' AND "before"."language" = "wide"."language"
      WHEN 'mmw-volume-2-extension' THEN
        "before"."schemeId" = 'mmw-volume-1-trainer' AND "before"."language" = "wide"."language"
      ELSE "before"."schemeId" = "wide"."schemeId"
    END
  ORDER BY CASE WHEN "before"."validUntil" = "wide"."validUntil" THEN 0 ELSE 1 END, "before"."id"
  LIMIT 1
)
WHERE "origin" = 'decided' AND "countsFrom" IS NOT NULL;
