-- CreateTable
CREATE TABLE "IssuerKey" (
    "thumbprint" TEXT NOT NULL,
    "publicJwk" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "IssuerKey_pkey" PRIMARY KEY ("thumbprint")
);

-- CreateTable
CREATE TABLE "Credential" (
    "certificateId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "list" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("certificateId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Credential_subjectId_key" ON "Credential"("subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_list_place_key" ON "Credential"("list", "place");

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
