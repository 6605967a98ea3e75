-- CreateTable
CREATE TABLE "CohortCodes" (
    "cohortId" TEXT NOT NULL PRIMARY KEY,
    "activity" TEXT NOT NULL,
    "project" TEXT NOT NULL,
    CONSTRAINT "CohortCodes_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CohortCancellation" (
    "cohortId" TEXT NOT NULL PRIMARY KEY,
    "reason" TEXT NOT NULL,
    "cancelledAt" DATETIME NOT NULL,
    "cancelledBy" TEXT NOT NULL,
    CONSTRAINT "CohortCancellation_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
