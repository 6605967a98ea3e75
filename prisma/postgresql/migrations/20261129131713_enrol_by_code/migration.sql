-- CreateTable
CREATE TABLE "EnrolmentCode" (
    "cohortId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "seats" INTEGER,
    "used" INTEGER NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "EnrolmentCode_pkey" PRIMARY KEY ("cohortId")
);

-- CreateIndex
CREATE UNIQUE INDEX "EnrolmentCode_code_key" ON "EnrolmentCode"("code");

-- AddForeignKey
ALTER TABLE "EnrolmentCode" ADD CONSTRAINT "EnrolmentCode_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
