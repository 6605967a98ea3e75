-- CreateTable
CREATE TABLE "ClientForms" (
    "versionId" TEXT NOT NULL,
    "moduleId" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("versionId", "moduleId", "locale"),
    CONSTRAINT "ClientForms_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "CourseVersion" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
