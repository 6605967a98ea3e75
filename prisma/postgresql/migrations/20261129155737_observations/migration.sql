-- CreateTable
CREATE TABLE "Observation" (
    "id" TEXT NOT NULL,
    "candidacyId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "halfDayId" TEXT,
    "draw" INTEGER NOT NULL,
    "plannedBy" TEXT NOT NULL,
    "plannedAt" TIMESTAMP(3) NOT NULL,
    "cancelledAt" TIMESTAMP(3),
    "cancelReason" TEXT NOT NULL DEFAULT '',
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "Observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ObservationRating" (
    "id" TEXT NOT NULL,
    "observationId" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "assessorId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "assignedBy" TEXT NOT NULL,
    "assignedAt" TIMESTAMP(3) NOT NULL,
    "saves" INTEGER NOT NULL DEFAULT 0,
    "signedAt" TIMESTAMP(3),

    CONSTRAINT "ObservationRating_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RatingEntry" (
    "ratingId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "value" INTEGER,
    "text" TEXT NOT NULL,
    "replaces" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "late" BOOLEAN NOT NULL,

    CONSTRAINT "RatingEntry_pkey" PRIMARY KEY ("ratingId","id")
);

-- CreateTable
CREATE TABLE "AgreedRating" (
    "id" TEXT NOT NULL,
    "observationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "scores" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" TIMESTAMP(3) NOT NULL,
    "signedBy" TEXT,
    "signedAt" TIMESTAMP(3),

    CONSTRAINT "AgreedRating_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Observation_candidacyId_idx" ON "Observation"("candidacyId");

-- CreateIndex
CREATE INDEX "ObservationRating_assessorId_idx" ON "ObservationRating"("assessorId");

-- CreateIndex
CREATE UNIQUE INDEX "ObservationRating_observationId_turn_key" ON "ObservationRating"("observationId", "turn");

-- CreateIndex
CREATE UNIQUE INDEX "AgreedRating_observationId_number_key" ON "AgreedRating"("observationId", "number");

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObservationRating" ADD CONSTRAINT "ObservationRating_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RatingEntry" ADD CONSTRAINT "RatingEntry_ratingId_fkey" FOREIGN KEY ("ratingId") REFERENCES "ObservationRating"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgreedRating" ADD CONSTRAINT "AgreedRating_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
