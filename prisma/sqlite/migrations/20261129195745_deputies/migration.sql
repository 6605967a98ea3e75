-- CreateTable
CREATE TABLE "Deputyship" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "assignmentId" TEXT NOT NULL,
    "principalId" TEXT NOT NULL,
    "deputyId" TEXT NOT NULL,
    "scopeKind" TEXT NOT NULL,
    "scopeId" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "namedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedBy" TEXT,
    CONSTRAINT "Deputyship_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "RoleAssignment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Deputyship_principalId_fkey" FOREIGN KEY ("principalId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Deputyship_deputyId_fkey" FOREIGN KEY ("deputyId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DeputyAct" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "principalId" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Deputyship_assignmentId_idx" ON "Deputyship"("assignmentId");

-- CreateIndex
CREATE INDEX "Deputyship_principalId_idx" ON "Deputyship"("principalId");

-- CreateIndex
CREATE INDEX "Deputyship_deputyId_until_idx" ON "Deputyship"("deputyId", "until");
