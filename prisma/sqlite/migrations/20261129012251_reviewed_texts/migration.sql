-- CreateTable
CREATE TABLE "ReviewedText" (
    "courseId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "reviewedBy" TEXT NOT NULL,
    "reviewedAt" DATETIME NOT NULL,

    PRIMARY KEY ("courseId", "moduleId", "part", "locale"),
    CONSTRAINT "ReviewedText_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_CourseItemText" (
    "versionId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "mark" TEXT NOT NULL DEFAULT '',

    PRIMARY KEY ("versionId", "moduleId", "itemId", "locale"),
    CONSTRAINT "CourseItemText_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "CourseVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_CourseItemText" ("body", "itemId", "locale", "moduleId", "state", "versionId") SELECT "body", "itemId", "locale", "moduleId", "state", "versionId" FROM "CourseItemText";
DROP TABLE "CourseItemText";
ALTER TABLE "new_CourseItemText" RENAME TO "CourseItemText";
CREATE TABLE "new_UnitText" (
    "versionId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "markdown" TEXT NOT NULL DEFAULT '',
    "mark" TEXT NOT NULL DEFAULT '',

    PRIMARY KEY ("versionId", "moduleId", "unitId", "locale"),
    CONSTRAINT "UnitText_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "CourseVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_UnitText" ("html", "locale", "moduleId", "state", "title", "unitId", "versionId") SELECT "html", "locale", "moduleId", "state", "title", "unitId", "versionId" FROM "UnitText";
DROP TABLE "UnitText";
ALTER TABLE "new_UnitText" RENAME TO "UnitText";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
