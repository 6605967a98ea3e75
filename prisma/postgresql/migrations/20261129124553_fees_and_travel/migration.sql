-- CreateTable
CREATE TABLE "CohortFee" (
    "cohortId" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,

    CONSTRAINT "CohortFee_pkey" PRIMARY KEY ("cohortId")
);

-- CreateTable
CREATE TABLE "FeeLine" (
    "enrolmentId" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "invoice" TEXT,
    "invoicedOn" TEXT,
    "changedBy" TEXT NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "FeeLine_pkey" PRIMARY KEY ("enrolmentId")
);

-- CreateTable
CREATE TABLE "InvoiceCounter" (
    "year" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "InvoiceCounter_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "TravelNeeds" (
    "enrolmentId" TEXT NOT NULL,
    "arrivesOn" TEXT NOT NULL,
    "arrival" TEXT NOT NULL,
    "diet" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "contactName" TEXT NOT NULL,
    "contactPhone" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TravelNeeds_pkey" PRIMARY KEY ("enrolmentId")
);

-- CreateTable
CREATE TABLE "Passport" (
    "enrolmentId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "nationality" TEXT NOT NULL,
    "birthDate" TEXT NOT NULL,
    "expiresOn" TEXT NOT NULL,
    "writtenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Passport_pkey" PRIMARY KEY ("enrolmentId")
);

-- CreateIndex
CREATE UNIQUE INDEX "FeeLine_invoice_key" ON "FeeLine"("invoice");

-- AddForeignKey
ALTER TABLE "CohortFee" ADD CONSTRAINT "CohortFee_cohortId_fkey" FOREIGN KEY ("cohortId") REFERENCES "Cohort"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FeeLine" ADD CONSTRAINT "FeeLine_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TravelNeeds" ADD CONSTRAINT "TravelNeeds_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Passport" ADD CONSTRAINT "Passport_enrolmentId_fkey" FOREIGN KEY ("enrolmentId") REFERENCES "Enrolment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
