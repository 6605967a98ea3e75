-- CreateTable
CREATE TABLE "CohortTest" (
    "cohortId" TEXT NOT NULL PRIMARY KEY,
    "seed" TEXT NOT NULL,
    "forms" TEXT NOT NULL,
    "drawnBy" TEXT NOT NULL,
    "drawnAt" DATETIME NOT NULL,
    CONSTRAINT "CohortTest_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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
    "recordedAt" DATETIME NOT NULL,

    PRIMARY KEY ("enrolmentId", "sitting"),
    CONSTRAINT "CohortTestResult_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
