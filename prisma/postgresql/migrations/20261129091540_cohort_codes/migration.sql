-- CreateTable
CREATE TABLE "CohortCodes" (
    "cohortId" TEXT NOT NULL,
    "activity" TEXT NOT NULL,
    "project" TEXT NOT NULL,

    CONSTRAINT "CohortCodes_pkey" PRIMARY KEY ("cohortId")
);

-- CreateTable
CREATE TABLE "CohortCancellation" (
    "cohortId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "cancelledAt" TIMESTAMP(3) NOT NULL,
    "cancelledBy" TEXT NOT NULL,

    CONSTRAINT "CohortCancellation_pkey" PRIMARY KEY ("cohortId")
);

-- AddForeignKey
ALTER TABLE "CohortCodes" ADD CONSTRAINT "CohortCodes_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CohortCancellation" ADD CONSTRAINT "CohortCancellation_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
