-- CreateTable
CREATE TABLE "SchemeVersion" (
    "schemeId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL,
    "publishedBy" TEXT NOT NULL,

    PRIMARY KEY ("schemeId", "position")
);

-- CreateTable
CREATE TABLE "SchemeDraft" (
    "schemeId" TEXT NOT NULL PRIMARY KEY,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "savedAt" DATETIME NOT NULL,
    "savedBy" TEXT NOT NULL
);
