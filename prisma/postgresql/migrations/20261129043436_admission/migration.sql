-- CreateTable
CREATE TABLE "Call" (
    "id" TEXT NOT NULL,
    "cohortId" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "contact" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "questions" TEXT NOT NULL,
    "grid" TEXT NOT NULL,
    "publishedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "Call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL,
    "callId" TEXT NOT NULL,
    "personId" TEXT,
    "state" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "sex" TEXT,
    "country" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "organisationKind" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,
    "answers" TEXT NOT NULL,
    "appliedAt" TIMESTAMP(3) NOT NULL,
    "replyBy" TEXT,
    "decidedAt" TIMESTAMP(3),
    "decidedBy" TEXT,
    "note" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApplicationLink" (
    "tokenHash" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ApplicationLink_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "ApplicationScore" (
    "applicationId" TEXT NOT NULL,
    "scorerId" TEXT NOT NULL,
    "scores" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "scoredAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ApplicationScore_pkey" PRIMARY KEY ("applicationId","scorerId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Call_cohortId_key" ON "Call"("cohortId");

-- CreateIndex
CREATE INDEX "Call_closesOn_idx" ON "Call"("closesOn");

-- CreateIndex
CREATE INDEX "Application_callId_state_idx" ON "Application"("callId", "state");

-- CreateIndex
CREATE INDEX "ApplicationLink_applicationId_idx" ON "ApplicationLink"("applicationId");

-- AddForeignKey
ALTER TABLE "Call" ADD CONSTRAINT "Call_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApplicationLink" ADD CONSTRAINT "ApplicationLink_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApplicationScore" ADD CONSTRAINT "ApplicationScore_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
