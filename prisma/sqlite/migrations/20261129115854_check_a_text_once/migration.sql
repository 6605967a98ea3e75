-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ReviewedText" (
    "moduleId" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "reviewedBy" TEXT NOT NULL,
    "reviewedAt" DATETIME NOT NULL,

    PRIMARY KEY ("moduleId", "part", "locale", "of")
);
-- A text that was checked in several courses: what was said last counts.
INSERT OR REPLACE INTO "new_ReviewedText" ("body", "locale", "moduleId", "of", "part", "reviewedAt", "reviewedBy") SELECT "body", "locale", "moduleId", "of", "part", "reviewedAt", "reviewedBy" FROM "ReviewedText" ORDER BY "reviewedAt", "courseId";
DROP TABLE "ReviewedText";
ALTER TABLE "new_ReviewedText" RENAME TO "ReviewedText";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
