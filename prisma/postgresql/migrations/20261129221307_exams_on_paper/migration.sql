-- AlterTable
ALTER TABLE "ExamScript" ADD COLUMN     "keyedAt" TIMESTAMP(3),
ADD COLUMN     "onPaper" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "ExamSitting" ADD COLUMN     "onPaper" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ExamKeying" (
    "scriptId" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "keyedBy" TEXT NOT NULL,
    "keyedAt" TIMESTAMP(3) NOT NULL,
    "answers" TEXT NOT NULL,

    CONSTRAINT "ExamKeying_pkey" PRIMARY KEY ("scriptId","turn")
);

-- CreateTable
CREATE TABLE "ExamScan" (
    "id" TEXT NOT NULL,
    "scriptId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "mediaType" TEXT NOT NULL,
    "addedBy" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),
    "removedBy" TEXT,
    "removedReason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ExamScan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ExamKeying_scriptId_keyedBy_key" ON "ExamKeying"("scriptId", "keyedBy");

-- CreateIndex
CREATE INDEX "ExamScan_scriptId_idx" ON "ExamScan"("scriptId");

-- CreateIndex
CREATE INDEX "ExamScan_sha256_idx" ON "ExamScan"("sha256");

-- AddForeignKey
ALTER TABLE "ExamKeying" ADD CONSTRAINT "ExamKeying_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExamScan" ADD CONSTRAINT "ExamScan_scriptId_fkey" FOREIGN KEY ("scriptId") REFERENCES "ExamScript"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
