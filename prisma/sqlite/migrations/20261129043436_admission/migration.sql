-- CreateTable
CREATE TABLE "Call" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "cohortId" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "contact" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "questions" TEXT NOT NULL,
    "grid" TEXT NOT NULL,
    "publishedAt" DATETIME,
    "version" INTEGER NOT NULL,
    CONSTRAINT "Call_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "appliedAt" DATETIME NOT NULL,
    "replyBy" TEXT,
    "decidedAt" DATETIME,
    "decidedBy" TEXT,
    "note" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "Application_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ApplicationLink" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ApplicationLink_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ApplicationScore" (
    "applicationId" TEXT NOT NULL,
    "scorerId" TEXT NOT NULL,
    "scores" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "scoredAt" DATETIME NOT NULL,

    PRIMARY KEY ("applicationId", "scorerId"),
    CONSTRAINT "ApplicationScore_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Call_cohortId_key" ON "Call"("cohortId");

-- CreateIndex
CREATE INDEX "Call_closesOn_idx" ON "Call"("closesOn");

-- CreateIndex
CREATE INDEX "Application_callId_state_idx" ON "Application"("callId", "state");

-- CreateIndex
CREATE INDEX "ApplicationLink_applicationId_idx" ON "ApplicationLink"("applicationId");
