-- CreateTable
CREATE TABLE "CohortFee" (
    "cohortId" TEXT NOT NULL PRIMARY KEY,
    "amount" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    CONSTRAINT "CohortFee_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FeeLine" (
    "enrolmentId" TEXT NOT NULL PRIMARY KEY,
    "amount" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "invoice" TEXT,
    "invoicedOn" TEXT,
    "changedBy" TEXT NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "FeeLine_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InvoiceCounter" (
    "year" TEXT NOT NULL PRIMARY KEY,
    "last" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "TravelNeeds" (
    "enrolmentId" TEXT NOT NULL PRIMARY KEY,
    "arrivesOn" TEXT NOT NULL,
    "arrival" TEXT NOT NULL,
    "diet" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "contactName" TEXT NOT NULL,
    "contactPhone" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "TravelNeeds_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Passport" (
    "enrolmentId" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "nationality" TEXT NOT NULL,
    "birthDate" TEXT NOT NULL,
    "expiresOn" TEXT NOT NULL,
    "writtenAt" DATETIME NOT NULL,
    CONSTRAINT "Passport_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "FeeLine_invoice_key" ON "FeeLine"("invoice");
