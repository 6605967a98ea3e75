-- CreateTable
CREATE TABLE "Panel" (
    "id" TEXT NOT NULL,
    "certificationId" TEXT,
    "licenceId" TEXT,
    "candidacyId" TEXT,
    "of" TEXT NOT NULL,
    "openKey" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "calledAt" TIMESTAMP(3) NOT NULL,
    "calledBy" TEXT NOT NULL,
    "closedAt" TIMESTAMP(3),
    "closedBy" TEXT,
    "outcome" TEXT,
    "minutes" TEXT NOT NULL DEFAULT '',
    "recordId" TEXT,

    CONSTRAINT "Panel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PanelSeat" (
    "id" TEXT NOT NULL,
    "panelId" TEXT NOT NULL,
    "personId" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "employer" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "tokenHash" TEXT,
    "until" TEXT NOT NULL,
    "seatedBy" TEXT NOT NULL,
    "seatedAt" TIMESTAMP(3) NOT NULL,
    "declaredAt" TIMESTAMP(3),
    "conflict" TEXT NOT NULL DEFAULT '',
    "vote" TEXT,
    "words" TEXT NOT NULL DEFAULT '',
    "votedAt" TIMESTAMP(3),
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "PanelSeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Panel_recordId_key" ON "Panel"("recordId");

-- CreateIndex
CREATE INDEX "Panel_certificationId_idx" ON "Panel"("certificationId");

-- CreateIndex
CREATE INDEX "Panel_licenceId_idx" ON "Panel"("licenceId");

-- CreateIndex
CREATE INDEX "Panel_candidacyId_idx" ON "Panel"("candidacyId");

-- CreateIndex
CREATE UNIQUE INDEX "Panel_of_openKey_key" ON "Panel"("of", "openKey");

-- CreateIndex
CREATE UNIQUE INDEX "PanelSeat_tokenHash_key" ON "PanelSeat"("tokenHash");

-- CreateIndex
CREATE INDEX "PanelSeat_panelId_idx" ON "PanelSeat"("panelId");

-- CreateIndex
CREATE INDEX "PanelSeat_personId_idx" ON "PanelSeat"("personId");

-- AddForeignKey
ALTER TABLE "Panel" ADD CONSTRAINT "Panel_certificationId_fkey" FOREIGN KEY ("certificationId") REFERENCES "Certification"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Panel" ADD CONSTRAINT "Panel_licenceId_fkey" FOREIGN KEY ("licenceId") REFERENCES "Licence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Panel" ADD CONSTRAINT "Panel_candidacyId_fkey" FOREIGN KEY ("candidacyId") REFERENCES "Candidacy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelSeat" ADD CONSTRAINT "PanelSeat_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelSeat" ADD CONSTRAINT "PanelSeat_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is there already: a panel for each decision of one and for each appeal a guest was asked about.
INSERT INTO "Panel" ("id", "certificationId", "of", "openKey", "reason", "calledAt", "calledBy", "closedAt", "closedBy", "outcome", "minutes", "recordId")
SELECT "id", "certificationId", "about", "id", '', "recordedAt", "recordedBy", "recordedAt", "recordedBy", "word", "reason", "id"
FROM "CertificationFact" WHERE "kind" = 'appeal-decided' AND "about" IS NOT NULL;

INSERT INTO "Panel" ("id", "certificationId", "of", "openKey", "reason", "calledAt", "calledBy")
SELECT MIN("id"), "certificationId", "of", 'open', '', MIN("invitedAt"), MIN("invitedBy")
FROM "PanelGuest" AS "guest"
WHERE NOT EXISTS (SELECT 1 FROM "Panel" WHERE "Panel"."of" = "guest"."of")
GROUP BY "certificationId", "of";

INSERT INTO "PanelSeat" ("id", "panelId", "name", "email", "employer", "locale", "tokenHash", "until", "seatedBy", "seatedAt", "declaredAt", "conflict", "vote", "words", "votedAt", "withdrawnAt")
SELECT "guest"."id", "Panel"."id", "guest"."name", "guest"."email", "guest"."employer", "guest"."locale", "guest"."tokenHash", "guest"."until", "guest"."invitedBy", "guest"."invitedAt", "guest"."declaredAt", "guest"."conflict", "guest"."outcome", "guest"."words", "guest"."answeredAt", "guest"."withdrawnAt"
FROM "PanelGuest" AS "guest" JOIN "Panel" ON "Panel"."of" = "guest"."of";

INSERT INTO "PanelSeat" ("id", "panelId", "personId", "name", "email", "employer", "locale", "until", "seatedBy", "seatedAt")
SELECT "Panel"."id" || ':' || "Person"."id", "Panel"."id", "Person"."id", "Person"."name", '', '', "Person"."locale", "fact"."recordedOn", "fact"."recordedBy", "fact"."recordedAt"
FROM "AppealPanelMember" AS "member"
JOIN "Panel" ON "Panel"."recordId" = "member"."factId"
JOIN "CertificationFact" AS "fact" ON "fact"."id" = "member"."factId"
JOIN "Person" ON "Person"."id" = "member"."personId";

-- DropForeignKey
ALTER TABLE "AppealPanelMember" DROP CONSTRAINT "AppealPanelMember_factId_fkey";

-- DropForeignKey
ALTER TABLE "AppealPanelMember" DROP CONSTRAINT "AppealPanelMember_personId_fkey";

-- DropForeignKey
ALTER TABLE "PanelGuest" DROP CONSTRAINT "PanelGuest_certificationId_fkey";

-- DropTable
DROP TABLE "AppealPanelMember";

-- DropTable
DROP TABLE "PanelGuest";
