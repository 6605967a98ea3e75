-- CreateTable
CREATE TABLE "InboxMessage" (
    "messageId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "mail" TEXT NOT NULL,
    "readAt" TIMESTAMP(3),

    CONSTRAINT "InboxMessage_pkey" PRIMARY KEY ("messageId")
);

-- CreateTable
CREATE TABLE "InboxOnly" (
    "personId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,

    CONSTRAINT "InboxOnly_pkey" PRIMARY KEY ("personId","topic")
);

-- CreateTable
CREATE TABLE "ToldOtherwise" (
    "messageId" TEXT NOT NULL,
    "means" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "toldBy" TEXT NOT NULL,
    "notedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ToldOtherwise_pkey" PRIMARY KEY ("messageId")
);

-- CreateIndex
CREATE INDEX "InboxMessage_personId_readAt_idx" ON "InboxMessage"("personId", "readAt");

-- AddForeignKey
ALTER TABLE "InboxMessage" ADD CONSTRAINT "InboxMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboxMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboxMessage" ADD CONSTRAINT "InboxMessage_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ToldOtherwise" ADD CONSTRAINT "ToldOtherwise_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboxMessage"("id") ON DELETE CASCADE ON UPDATE CASCADE;
