-- CreateTable
CREATE TABLE "ExamBank" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schemeId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "uploadedAt" DATETIME NOT NULL,
    "uploadedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ExamItem" (
    "bankId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "objective" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "difficulty" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "words" TEXT NOT NULL,

    PRIMARY KEY ("bankId", "itemId"),
    CONSTRAINT "ExamItem_bankId_fkey" FOREIGN KEY ("bankId") REFERENCES "ExamBank" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ExamBank_programme_idx" ON "ExamBank"("programme");

-- CreateIndex
CREATE UNIQUE INDEX "ExamBank_schemeId_language_version_key" ON "ExamBank"("schemeId", "language", "version");
