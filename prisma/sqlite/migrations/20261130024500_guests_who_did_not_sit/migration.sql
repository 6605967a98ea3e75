-- Who was asked onto a panel from outside and never answered did not sit on what it decided.
UPDATE "PanelSeat" SET "withdrawnAt" = "seatedAt"
WHERE "personId" IS NULL AND "votedAt" IS NULL AND "withdrawnAt" IS NULL
  AND "panelId" IN (SELECT "id" FROM "Panel" WHERE "outcome" IS NOT NULL);

-- A panel on a candidate is about one stay in one stage; those that sit are called anew.
UPDATE "Panel" SET "openKey" = "id", "closedAt" = "calledAt", "closedBy" = "calledBy"
WHERE "candidacyId" IS NOT NULL AND "openKey" = 'open';
