-- CreateTable
CREATE TABLE "SchemeCall" (
    "id" TEXT NOT NULL,
    "schemeId" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL,
    "madeBy" TEXT NOT NULL,

    CONSTRAINT "SchemeCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SchemeCall_schemeId_closesOn_idx" ON "SchemeCall"("schemeId", "closesOn");
