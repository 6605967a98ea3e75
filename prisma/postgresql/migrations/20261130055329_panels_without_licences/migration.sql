-- DropForeignKey
ALTER TABLE "Panel" DROP CONSTRAINT "Panel_licenceId_fkey";

-- DropIndex
DROP INDEX "Panel_licenceId_idx";

-- AlterTable
ALTER TABLE "Panel" DROP COLUMN "licenceId";
