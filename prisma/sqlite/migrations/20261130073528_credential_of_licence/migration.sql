-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Credential" (
    "subjectId" TEXT NOT NULL PRIMARY KEY,
    "certificateId" TEXT,
    "licenceId" TEXT,
    "list" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Credential_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Credential_licenceId_fkey" FOREIGN KEY ("licenceId") REFERENCES "Licence" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Credential" ("certificateId", "createdAt", "list", "place", "subjectId") SELECT "certificateId", "createdAt", "list", "place", "subjectId" FROM "Credential";
DROP TABLE "Credential";
ALTER TABLE "new_Credential" RENAME TO "Credential";
CREATE UNIQUE INDEX "Credential_certificateId_key" ON "Credential"("certificateId");
CREATE UNIQUE INDEX "Credential_licenceId_key" ON "Credential"("licenceId");
CREATE UNIQUE INDEX "Credential_list_place_key" ON "Credential"("list", "place");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
