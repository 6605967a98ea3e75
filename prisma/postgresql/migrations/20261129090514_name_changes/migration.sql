-- CreateTable
CREATE TABLE "NameChange" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "printedName" TEXT NOT NULL,
    "printedNameLocal" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "evidence" TEXT,
    "state" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),
    "decidedBy" TEXT,
    "note" TEXT NOT NULL,

    CONSTRAINT "NameChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NameChange_personId_idx" ON "NameChange"("personId");

-- CreateIndex
CREATE INDEX "NameChange_state_askedAt_idx" ON "NameChange"("state", "askedAt");

-- AddForeignKey
ALTER TABLE "NameChange" ADD CONSTRAINT "NameChange_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
