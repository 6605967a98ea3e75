-- CreateTable
CREATE TABLE "PaperEntry" (
    "id" TEXT NOT NULL,
    "certificateId" TEXT,
    "licenceId" TEXT,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "copy" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "toWhom" TEXT,
    "how" TEXT,
    "reason" TEXT,
    "printing" TEXT,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "PaperEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PaperEntry_printing_idx" ON "PaperEntry"("printing");

-- CreateIndex
CREATE UNIQUE INDEX "PaperEntry_certificateId_sequence_key" ON "PaperEntry"("certificateId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "PaperEntry_licenceId_sequence_key" ON "PaperEntry"("licenceId", "sequence");

-- AddForeignKey
ALTER TABLE "PaperEntry" ADD CONSTRAINT "PaperEntry_certificateId_fkey" FOREIGN KEY ("certificateId") REFERENCES "Certificate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperEntry" ADD CONSTRAINT "PaperEntry_licenceId_fkey" FOREIGN KEY ("licenceId") REFERENCES "Licence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- MoveData: what was handed over stays handed over
INSERT INTO "PaperEntry" ("id", "certificateId", "sequence", "kind", "copy", "day", "how", "recordedAt", "recordedBy")
SELECT "certificateId", "certificateId", 1, 'handed-over', 1, "handedOn", 'in-person', "recordedAt", "recordedBy" FROM "HandOver";

-- DropTable
DROP TABLE "HandOver";
