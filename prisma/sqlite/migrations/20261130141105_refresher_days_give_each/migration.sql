-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_RefresherMark" (
    "dayId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "given" TEXT,
    "recordedAt" DATETIME NOT NULL,
    "recordedBy" TEXT NOT NULL,

    PRIMARY KEY ("dayId", "personId"),
    CONSTRAINT "RefresherMark_dayId_fkey" FOREIGN KEY ("dayId") REFERENCES "RefresherDay" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RefresherMark_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_RefresherMark" ("dayId", "given", "line", "personId", "recordedAt", "recordedBy") SELECT "dayId", '["' || "certificationId" || '"]', "line", "personId", "recordedAt", "recordedBy" FROM "RefresherMark";
DROP TABLE "RefresherMark";
ALTER TABLE "new_RefresherMark" RENAME TO "RefresherMark";
CREATE INDEX "RefresherMark_personId_idx" ON "RefresherMark"("personId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
