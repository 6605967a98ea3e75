-- CreateTable
CREATE TABLE "EvaluationBallot" (
    "id" TEXT NOT NULL,
    "cohortId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "relevance" INTEGER NOT NULL,
    "knowledge" INTEGER NOT NULL,
    "clarity" INTEGER NOT NULL,
    "timing" INTEGER NOT NULL,
    "participation" INTEGER NOT NULL,
    "good" TEXT NOT NULL,
    "better" TEXT NOT NULL,

    CONSTRAINT "EvaluationBallot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EvaluationVoter" (
    "cohortId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "enrolmentId" TEXT NOT NULL,

    CONSTRAINT "EvaluationVoter_pkey" PRIMARY KEY ("cohortId","date","enrolmentId")
);

-- CreateIndex
CREATE INDEX "EvaluationBallot_cohortId_date_idx" ON "EvaluationBallot"("cohortId", "date");

-- CreateIndex
CREATE INDEX "EvaluationVoter_enrolmentId_idx" ON "EvaluationVoter"("enrolmentId");

-- AddForeignKey
ALTER TABLE "EvaluationBallot" ADD CONSTRAINT "EvaluationBallot_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationVoter" ADD CONSTRAINT "EvaluationVoter_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvaluationVoter" ADD CONSTRAINT "EvaluationVoter_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
