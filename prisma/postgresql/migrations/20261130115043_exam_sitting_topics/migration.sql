-- AlterTable
ALTER TABLE "ExamSitting" ADD COLUMN     "topics" TEXT;
