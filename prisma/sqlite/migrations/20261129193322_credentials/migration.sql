-- CreateTable
CREATE TABLE "IssuerKey" (
    "thumbprint" TEXT NOT NULL PRIMARY KEY,
    "publicJwk" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Credential" (
    "certificateId" TEXT NOT NULL PRIMARY KEY,
    "subjectId" TEXT NOT NULL,
    "list" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Credential_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Credential_subjectId_key" ON "Credential"("subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_list_place_key" ON "Credential"("list", "place");
