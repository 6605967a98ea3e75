-- CreateTable
CREATE TABLE "TopicNeed" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "positionKey" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT,
    "setAt" TIMESTAMP(3) NOT NULL,
    "setBy" TEXT NOT NULL,

    CONSTRAINT "TopicNeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TopicNeed_organisationId_positionKey_idx" ON "TopicNeed"("organisationId", "positionKey");

-- AddForeignKey
ALTER TABLE "TopicNeed" ADD CONSTRAINT "TopicNeed_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
