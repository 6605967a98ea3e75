-- CreateTable
CREATE TABLE "ComplaintLink" (
    "complaintId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,

    CONSTRAINT "ComplaintLink_pkey" PRIMARY KEY ("complaintId","kind","targetId")
);

-- CreateIndex
CREATE INDEX "ComplaintLink_kind_targetId_idx" ON "ComplaintLink"("kind", "targetId");

-- AddForeignKey
ALTER TABLE "ComplaintLink" ADD CONSTRAINT "ComplaintLink_complaintId_fkey" FOREIGN KEY ("complaintId") REFERENCES "Complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The one certification a complaint was about is its first link.
INSERT INTO "ComplaintLink" ("complaintId", "kind", "targetId")
SELECT "id", 'certification', "certificationId" FROM "Complaint" WHERE "certificationId" IS NOT NULL;

-- AlterTable
ALTER TABLE "Complaint" DROP COLUMN "certificationId",
ADD COLUMN     "raisedOn" TEXT;
