-- CreateTable
CREATE TABLE "SchemeCall" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "schemeId" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "madeAt" DATETIME NOT NULL,
    "madeBy" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "SchemeCall_schemeId_closesOn_idx" ON "SchemeCall"("schemeId", "closesOn");
