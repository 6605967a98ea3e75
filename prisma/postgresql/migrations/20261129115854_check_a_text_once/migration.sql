-- A text that was checked in several courses: what was said last counts.
DELETE FROM "ReviewedText" earlier USING "ReviewedText" later
WHERE (earlier."moduleId", earlier."part", earlier."locale", earlier."of") = (later."moduleId", later."part", later."locale", later."of")
  AND (earlier."reviewedAt", earlier."courseId") < (later."reviewedAt", later."courseId");

-- DropForeignKey
ALTER TABLE "ReviewedText" DROP CONSTRAINT "ReviewedText_courseId_fkey";

-- AlterTable
ALTER TABLE "ReviewedText" DROP CONSTRAINT "ReviewedText_pkey",
DROP COLUMN "courseId",
ADD CONSTRAINT "ReviewedText_pkey" PRIMARY KEY ("moduleId", "part", "locale", "of");
