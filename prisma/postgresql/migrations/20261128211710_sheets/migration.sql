-- CreateTable
CREATE TABLE "UnitSheet" (
    "versionId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "UnitSheet_pkey" PRIMARY KEY ("versionId","moduleId","unitId","locale")
);

-- AddForeignKey
ALTER TABLE "UnitSheet" ADD CONSTRAINT "UnitSheet_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "CourseVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
