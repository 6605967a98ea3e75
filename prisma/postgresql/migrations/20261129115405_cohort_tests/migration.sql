-- CreateTable
CREATE TABLE "CohortTest" (
    "cohortId" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "forms" TEXT NOT NULL,
    "drawnBy" TEXT NOT NULL,
    "drawnAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CohortTest_pkey" PRIMARY KEY ("cohortId")
);

-- CreateTable
CREATE TABLE "CohortTestResult" (
    "enrolmentId" TEXT NOT NULL,
    "sitting" TEXT NOT NULL,
    "right" INTEGER NOT NULL,
    "questions" INTEGER NOT NULL,
    "answers" TEXT NOT NULL,
    "means" TEXT NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CohortTestResult_pkey" PRIMARY KEY ("enrolmentId","sitting")
);

-- AddForeignKey
ALTER TABLE "CohortTest" ADD CONSTRAINT "CohortTest_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CohortTestResult" ADD CONSTRAINT "CohortTestResult_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
