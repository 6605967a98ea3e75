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

-- CreateTable
CREATE TABLE "DataRequest" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "askedOn" TEXT NOT NULL,
    "cameBy" TEXT NOT NULL,
    "enteredBy" TEXT NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "answeredBy" TEXT,
    "outcome" TEXT,
    "answer" TEXT NOT NULL,

    CONSTRAINT "DataRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "NameChange_personId_idx" ON "NameChange"("personId");

-- CreateIndex
CREATE INDEX "NameChange_state_askedAt_idx" ON "NameChange"("state", "askedAt");

-- CreateIndex
CREATE INDEX "DataRequest_personId_idx" ON "DataRequest"("personId");

-- CreateIndex
CREATE INDEX "DataRequest_answeredAt_askedOn_idx" ON "DataRequest"("answeredAt", "askedOn");

-- AddForeignKey
ALTER TABLE "NameChange" ADD CONSTRAINT "NameChange_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DataRequest" ADD CONSTRAINT "DataRequest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
