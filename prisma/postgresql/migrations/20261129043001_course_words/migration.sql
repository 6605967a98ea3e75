-- CreateTable
CREATE TABLE "CourseWords" (
    "versionId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "mark" TEXT NOT NULL,

    CONSTRAINT "CourseWords_pkey" PRIMARY KEY ("versionId","moduleId","part","locale")
);

-- AddForeignKey
ALTER TABLE "CourseWords" ADD CONSTRAINT "CourseWords_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "CourseVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
