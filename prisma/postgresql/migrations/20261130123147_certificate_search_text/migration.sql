-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "searchText" TEXT;
