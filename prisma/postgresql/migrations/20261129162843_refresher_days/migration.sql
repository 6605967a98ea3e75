-- CreateTable
CREATE TABLE "RefresherDay" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "unitId" TEXT,
    "heldOn" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "topic" TEXT,
    "madeBy" TEXT NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RefresherDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RefresherMark" (
    "dayId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "certificationId" TEXT,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "RefresherMark_pkey" PRIMARY KEY ("dayId","personId")
);

-- CreateIndex
CREATE INDEX "RefresherDay_organisationId_heldOn_idx" ON "RefresherDay"("organisationId", "heldOn");

-- CreateIndex
CREATE INDEX "RefresherMark_personId_idx" ON "RefresherMark"("personId");

-- AddForeignKey
ALTER TABLE "RefresherDay" ADD CONSTRAINT "RefresherDay_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefresherDay" ADD CONSTRAINT "RefresherDay_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "OrganisationUnit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefresherMark" ADD CONSTRAINT "RefresherMark_dayId_fkey" FOREIGN KEY ("dayId") REFERENCES "RefresherDay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RefresherMark" ADD CONSTRAINT "RefresherMark_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
