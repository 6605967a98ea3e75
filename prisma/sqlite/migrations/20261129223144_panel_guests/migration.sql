-- CreateTable
CREATE TABLE "PanelGuest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "certificationId" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "employer" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "tokenHash" TEXT,
    "until" TEXT NOT NULL,
    "invitedBy" TEXT NOT NULL,
    "invitedAt" DATETIME NOT NULL,
    "declaredAt" DATETIME,
    "conflict" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT,
    "words" TEXT NOT NULL DEFAULT '',
    "answeredAt" DATETIME,
    "withdrawnAt" DATETIME,
    "factId" TEXT,
    CONSTRAINT "PanelGuest_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "PanelGuest_tokenHash_key" ON "PanelGuest"("tokenHash");

-- CreateIndex
CREATE INDEX "PanelGuest_certificationId_idx" ON "PanelGuest"("certificationId");
