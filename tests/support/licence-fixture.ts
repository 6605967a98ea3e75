import { LICENCE_DOCUMENTS, type LicenceDocument } from "#app/features/trainers/schemes/schemes.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, type Prisma } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newCode, newId, sha256 } from "#app/infra/ids.server.ts";
import { canonicalJson } from "#app/lib/canonical-json.ts";
import type { Role, Scope } from "#app/lib/actor.ts";
import { certificationRow } from "./certification-row.ts";
import { actorFor, makePerson } from "./learning-fixture.ts";

/* Organisations that may ask for a licence, and licences with what they say. */

export const SCHEME = "mmw-licence";

type Days = { validFrom: string; validUntil: string };

const frozen = (number: string, code: string, days: Days) =>
  canonicalJson({
    kind: "licence",
    number,
    code,
    verifyUrl: `${env.PUBLIC_ORIGIN}/v/${code}`,
    locale: "en",
    issuer: "Mekong Institute",
    programme: "Management",
    scheme: { id: SCHEME, version: "1.0", title: "Licensed provider" },
    ...days,
    timeZone: "UTC",
    trainers: 2,
    decision: { event: "test", on: "2026-01-01", inputsSha256: sha256("") },
    holder: { name: "Rumdul Microfinance" },
    signatories: [{ name: "Jean Kouassi", role: "Officer" }],
    issuedOn: "2026-01-01",
    edition: 1,
  });

/** One that was decided here, valid through 2027 unless the test says otherwise. */
export function licenceRow(
  organisationId: string,
  own: Partial<Prisma.LicenceUncheckedCreateInput> = {},
): Prisma.LicenceUncheckedCreateInput {
  const [id, code] = [newId(), newCode(26)];
  const { validFrom = "2026-01-01", validUntil = "2027-12-31" } = own;
  const certificate = frozen(id, code, { validFrom, validUntil });
  return {
    id,
    number: id,
    organisationId,
    programme: "management",
    schemeId: SCHEME,
    schemeVersion: "1.0",
    validFrom,
    validUntil,
    origin: "decided",
    basis: "The file",
    code,
    certificate,
    certificateSha256: sha256(certificate),
    recordedAt: now(),
    recordedBy: "test",
    ...own,
  };
}

export const licenceFileRow = (
  organisationId: string,
  document: LicenceDocument,
  own: Partial<Prisma.LicenceFileUncheckedCreateInput> = {},
) => ({
  id: newId(),
  organisationId,
  programme: "management",
  schemeId: SCHEME,
  document,
  name: "agreement.pdf",
  sha256: sha256(document),
  bytes: 8,
  mediaType: "application/pdf",
  addedOn: "2024-10-01",
  addedAt: now(),
  addedBy: "test",
  ...own,
});

/** An organisation with a head of training, a contact, all documents and so many certified trainers. */
export async function licensee({ trainers = 2 } = {}) {
  const organisationId = newId();
  await db.organisation.create({
    data: {
      id: organisationId,
      name: `Rumdul ${organisationId}`,
      kind: "mfi",
      country: "KH",
      createdAt: now(),
    },
  });
  await db.organisationContact.create({
    data: { id: newId(), organisationId, name: "Meas Chenda", role: "Quality", phone: "", email: "" },
  });
  await db.licenceFile.createMany({
    data: LICENCE_DOCUMENTS.map((document) => licenceFileRow(organisationId, document)),
  });
  for (let index = 0; index < trainers; index += 1) await trainerAt(organisationId);
  const head = await staffWith("training-head", { kind: "organisation", id: organisationId });
  await employ(head.personId, organisationId);
  return { organisationId, head, of: { organisationId, schemeId: SCHEME } as const };
}

export async function trainerAt(organisationId: string): Promise<string> {
  const personId = await makePerson("Trainer");
  await employ(personId, organisationId);
  await db.certification.create({ data: certificationRow(personId, { validFrom: "2024-01-01" }) });
  return personId;
}

export const employ = (personId: string, organisationId: string) =>
  db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2020-01-01" } });

/** With the role stored too, so that mail finds them. */
export async function staffWith(role: Role, scope: Scope) {
  const personId = await makePerson(`The ${role}`);
  await db.person.update({ where: { id: personId }, data: { email: `${personId}@mfi.example` } });
  await db.roleAssignment.create({
    data: { id: newId(), personId, role, scopeKind: scope.kind, scopeId: scope.id, grantedAt: now() },
  });
  return { ...actorFor(personId, [scope]), grants: [{ role, scope }] };
}

const MANAGEMENT: Scope = { kind: "programme", id: "management" };
export const officer = () => staffWith("certification-officer", MANAGEMENT);
export const assessor = () => staffWith("assessor", MANAGEMENT);
