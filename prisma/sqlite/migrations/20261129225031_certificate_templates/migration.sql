-- CreateTable
CREATE TABLE "CertificateTemplate" (
    "templateId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL,
    "publishedBy" TEXT NOT NULL,

    PRIMARY KEY ("templateId", "version")
);

-- CreateTable
CREATE TABLE "CertificateTemplateDraft" (
    "templateId" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "savedAt" DATETIME NOT NULL,
    "savedBy" TEXT NOT NULL
);
