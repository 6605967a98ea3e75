-- CreateTable
CREATE TABLE "FollowUp" (
    "enrolmentId" TEXT NOT NULL,
    "months" INTEGER NOT NULL,
    "goals" TEXT NOT NULL,
    "answeredAt" DATETIME NOT NULL,
    "supervisorName" TEXT NOT NULL,
    "supervisorEmail" TEXT NOT NULL,
    "tokenHash" TEXT,
    "askedAt" DATETIME,
    "confirmation" TEXT,
    "comment" TEXT NOT NULL,
    "confirmedAt" DATETIME,

    PRIMARY KEY ("enrolmentId", "months"),
    CONSTRAINT "FollowUp_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_tokenHash_key" ON "FollowUp"("tokenHash");
