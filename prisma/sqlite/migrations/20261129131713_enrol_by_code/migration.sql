-- CreateTable
CREATE TABLE "EnrolmentCode" (
    "cohortId" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "seats" INTEGER,
    "used" INTEGER NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "EnrolmentCode_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "EnrolmentCode_code_key" ON "EnrolmentCode"("code");
