-- CreateTable
CREATE TABLE "LeaveEnd" (
    "id" TEXT NOT NULL,
    "leaveId" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "recordedOn" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,

    CONSTRAINT "LeaveEnd_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LeaveEnd_leaveId_idx" ON "LeaveEnd"("leaveId");

-- AddForeignKey
ALTER TABLE "LeaveEnd" ADD CONSTRAINT "LeaveEnd_leaveId_fkey" FOREIGN KEY ("leaveId") REFERENCES "Leave"("id") ON DELETE CASCADE ON UPDATE CASCADE;
