-- CreateIndex
CREATE INDEX "OrganisationUnit_parentId_idx" ON "OrganisationUnit"("parentId");
