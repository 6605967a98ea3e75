-- CreateTable
CREATE TABLE "ClientForms" (
    "versionId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "ClientForms_pkey" PRIMARY KEY ("versionId","moduleId","locale")
);

-- AddForeignKey
ALTER TABLE "ClientForms" ADD CONSTRAINT "ClientForms_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "CourseVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
