-- CreateTable
CREATE TABLE "Observation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "candidacyId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "halfDayId" TEXT,
    "draw" INTEGER NOT NULL,
    "plannedBy" TEXT NOT NULL,
    "plannedAt" DATETIME NOT NULL,
    "cancelledAt" DATETIME,
    "cancelReason" TEXT NOT NULL DEFAULT '',
    "settledAt" DATETIME,
    CONSTRAINT "Observation_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ObservationRating" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "observationId" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "assessorId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "assignedBy" TEXT NOT NULL,
    "assignedAt" DATETIME NOT NULL,
    "saves" INTEGER NOT NULL DEFAULT 0,
    "signedAt" DATETIME,
    CONSTRAINT "ObservationRating_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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
    "at" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "late" BOOLEAN NOT NULL,

    PRIMARY KEY ("ratingId", "id"),
    CONSTRAINT "RatingEntry_ratingId_fkey" FOREIGN KEY ("ratingId") REFERENCES "ObservationRating" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AgreedRating" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "observationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "scores" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" DATETIME NOT NULL,
    "signedBy" TEXT,
    "signedAt" DATETIME,
    CONSTRAINT "AgreedRating_observationId_fkey" FOREIGN KEY ("observationId") REFERENCES "Observation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Observation_candidacyId_idx" ON "Observation"("candidacyId");

-- CreateIndex
CREATE INDEX "ObservationRating_assessorId_idx" ON "ObservationRating"("assessorId");

-- CreateIndex
CREATE UNIQUE INDEX "ObservationRating_observationId_turn_key" ON "ObservationRating"("observationId", "turn");

-- CreateIndex
CREATE UNIQUE INDEX "AgreedRating_observationId_number_key" ON "AgreedRating"("observationId", "number");
