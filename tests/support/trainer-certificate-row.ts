import { now } from "#app/infra/clock.server.ts";
import type { Prisma } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";

/** The certificate of a certification, or of a candidacy at its provisional stage; valid through 2028. */
export function trainerCertificateRow(
  personId: string,
  of: { certificationId: string } | { candidacyId: string },
  frozen: object = {},
): Prisma.CertificateUncheckedCreateInput {
  const [id, code] = [newId(), newCode(26)];
  const kind = "certificationId" in of ? "trainer" : "provisional";
  const facts = canonicalJson({
    kind,
    number: id,
    code,
    verifyUrl: `${env.PUBLIC_ORIGIN}/v/${code}`,
    locale: "en",
    issuer: "Mekong Institute",
    programme: "Management",
    scheme: { id: "mmw-volume-1-trainer", version: "1.0", title: "Trainer" },
    language: "en",
    topics: [],
    validFrom: "2026-01-01",
    validUntil: "2028-12-31",
    timeZone: "UTC",
    decision: { event: "test", on: "2026-01-01" },
    holder: { name: "Sok Dara" },
    signatories: [{ name: "Jean Kouassi", role: "Officer" }],
    issuedOn: "2026-01-01",
    edition: 1,
    ...frozen,
  });
  return {
    id,
    code,
    number: id,
    personId,
    ...of,
    kind,
    period: "",
    edition: 1,
    facts,
    factsSha256: sha256(facts),
    issuedAt: now(),
    issuedBy: "test",
  };
}
