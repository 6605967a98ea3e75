-- CreateTable
CREATE TABLE "CertificateTemplate" (
    "templateId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL,
    "publishedBy" TEXT NOT NULL,

    CONSTRAINT "CertificateTemplate_pkey" PRIMARY KEY ("templateId","version")
);

-- CreateTable
CREATE TABLE "CertificateTemplateDraft" (
    "templateId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "savedAt" TIMESTAMP(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "CertificateTemplateDraft_pkey" PRIMARY KEY ("templateId")
);
