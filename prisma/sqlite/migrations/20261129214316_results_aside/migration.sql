-- AlterTable
ALTER TABLE "ExamScript" ADD COLUMN "aside" TEXT;
