-- AlterTable
ALTER TABLE "ObservationRating" ADD COLUMN     "video" TEXT NOT NULL DEFAULT '';
