-- CreateTable
CREATE TABLE "InboxMessage" (
    "messageId" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "mail" TEXT NOT NULL,
    "readAt" DATETIME,
    CONSTRAINT "InboxMessage_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboxMessage" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "InboxMessage_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InboxOnly" (
    "personId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,

    PRIMARY KEY ("personId", "topic")
);

-- CreateTable
CREATE TABLE "ToldOtherwise" (
    "messageId" TEXT NOT NULL PRIMARY KEY,
    "means" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "toldBy" TEXT NOT NULL,
    "notedAt" DATETIME NOT NULL,
    CONSTRAINT "ToldOtherwise_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "OutboxMessage" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "InboxMessage_personId_readAt_idx" ON "InboxMessage"("personId", "readAt");
