-- CreateTable
CREATE TABLE "FollowUp" (
    "enrolmentId" TEXT NOT NULL,
    "months" INTEGER NOT NULL,
    "goals" TEXT NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,
    "supervisorName" TEXT NOT NULL,
    "supervisorEmail" TEXT NOT NULL,
    "tokenHash" TEXT,
    "askedAt" TIMESTAMP(3),
    "confirmation" TEXT,
    "comment" TEXT NOT NULL,
    "confirmedAt" TIMESTAMP(3),

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("enrolmentId","months")
);

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_tokenHash_key" ON "FollowUp"("tokenHash");

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
