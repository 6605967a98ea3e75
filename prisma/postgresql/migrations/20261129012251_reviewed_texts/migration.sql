-- AlterTable
ALTER TABLE "CourseItemText" ADD COLUMN     "mark" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "UnitText" ADD COLUMN     "mark" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "markdown" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "ReviewedText" (
    "courseId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "reviewedBy" TEXT NOT NULL,
    "reviewedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewedText_pkey" PRIMARY KEY ("courseId","moduleId","part","locale")
);

-- AddForeignKey
ALTER TABLE "ReviewedText" ADD CONSTRAINT "ReviewedText_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
