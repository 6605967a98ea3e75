-- CreateTable
CREATE TABLE "SchemeVersion" (
    "schemeId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL,
    "publishedBy" TEXT NOT NULL,

    CONSTRAINT "SchemeVersion_pkey" PRIMARY KEY ("schemeId","position")
);

-- CreateTable
CREATE TABLE "SchemeDraft" (
    "schemeId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "SchemeDraft_pkey" PRIMARY KEY ("schemeId")
);
