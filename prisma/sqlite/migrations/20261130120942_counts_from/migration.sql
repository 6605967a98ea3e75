-- AlterTable
ALTER TABLE "Certification" ADD COLUMN "countsFrom" TEXT;

-- What goes on with another period counts as long as that one does, whichever row began it.
WITH RECURSIVE
  "goesOn" ("id", "beforeId") AS (
    SELECT "id", "predecessorId" FROM "Certification"
    WHERE "origin" IN ('reduced', 'recognised') AND "predecessorId" IS NOT NULL
    UNION ALL
    -- What was widened keeps the end of the one it widens, by which that one is found.
    SELECT "wide"."id", MIN("before"."id")
    FROM "Certification" AS "wide"
    JOIN "Candidacy" AS "way" ON "way"."certificationId" = "wide"."id" AND "way"."schemeId" <> "wide"."schemeId"
    JOIN "Certification" AS "before" ON "before"."personId" = "wide"."personId"
      AND "before"."recordedAt" < "wide"."recordedAt"
      AND "before"."validFrom" <= "wide"."validFrom"
    WHERE "wide"."origin" = 'decided'
      AND CASE "way"."schemeId"
        WHEN 'mmw-volume-1-extension' THEN
          "before"."schemeId" = 'mmw-volume-2-trainer' AND "before"."language" = "wide"."language"
        WHEN 'mmw-volume-2-extension' THEN
          "before"."schemeId" = 'mmw-volume-1-trainer' AND "before"."language" = "wide"."language"
        ELSE "before"."schemeId" = "wide"."schemeId"
      END
      AND (
        "before"."validUntil" = "wide"."validUntil"
        OR EXISTS (
          SELECT 1 FROM "CertificationFact" AS "fact"
          WHERE "fact"."certificationId" = "before"."id"
            AND "fact"."kind" = 'extended'
            AND "fact"."until" = "wide"."validUntil"
        )
      )
    GROUP BY "wide"."id"
  ),
  "began" ("id", "on") AS (
    SELECT "id", "validFrom" FROM "Certification" WHERE "id" NOT IN (SELECT "id" FROM "goesOn")
    UNION ALL
    SELECT "goesOn"."id", "began"."on" FROM "goesOn" JOIN "began" ON "began"."id" = "goesOn"."beforeId"
  )
UPDATE "Certification" SET "countsFrom" = "began"."on" FROM "began"
WHERE "began"."id" = "Certification"."id" AND "Certification"."id" IN (SELECT "id" FROM "goesOn");
