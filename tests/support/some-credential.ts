import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { calculateJwkThumbprint, exportJWK } from "jose";
import type { PrintedFacts } from "#app/features/certification/licence-facts.ts";
import { encodeBits } from "#app/features/credentials/bitstring.server.ts";
import { LIST_LENGTH } from "#app/features/credentials/bitstring.ts";
import { credentialOf } from "#app/features/credentials/credential.ts";
import { addProof } from "#app/features/credentials/data-integrity.server.ts";
import { didDocument, keyIdOf, PublicJwk } from "#app/features/credentials/did-document.ts";
import { node } from "#app/features/credentials/machine.server.ts";
import { multibaseOf } from "#app/features/credentials/multikey.ts";
import { signToken } from "#app/features/credentials/token.server.ts";
import { verifyCredential, type Trust } from "#app/features/credentials/verify-credential.ts";

/* A pair of keys of its own, and credentials of every kind. */

/** CREDENTIALS=10000 for as many as the issue asks for. */
export const AT = new Date("2026-11-02T12:00:00Z");
export const DID = "did:web:passbook.example";

export const ed = generateKeyPairSync("ed25519");
export const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const published = async ({ publicKey }: typeof ed) => {
  const jwk = PublicJwk.parse(await exportJWK(publicKey));
  return { jwk, thumbprint: await calculateJwkThumbprint(jwk), multibase: multibaseOf(jwk) };
};
export const [edKey, ecKey] = [await published(ed), await published(ec)];
export const issuers = [didDocument(DID, [edKey, ecKey])];
export const listAt = (origin: string, purpose: string) => ({
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  id: `${origin}/status/1/${purpose}`,
  type: ["VerifiableCredential", "BitstringStatusListCredential"],
  issuer: DID,
  validFrom: "2026-11-02T11:59:00Z",
  credentialSubject: {
    id: `${origin}/status/1/${purpose}#list`,
    type: "BitstringStatusList",
    statusPurpose: purpose,
    encodedList: encodeBits([[7, 1]]),
  },
});
export const signs = <D extends { "@context": unknown }>(document: D) =>
  addProof(document, ed.privateKey, keyIdOf(DID, edKey.thumbprint), "2026-11-02T11:59:00Z");
export const trust: Trust = {
  issuers,
  statusLists: await Promise.all(
    ["revocation", "suspension"].map((purpose) => signs(listAt("https://passbook.example", purpose))),
  ),
};

const line = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() === text);
const common = {
  number: fc.constant("PB-2026-000123-C"),
  code: fc.constant("0".repeat(26)),
  verifyUrl: fc.constant(`https://passbook.example/v/${"0".repeat(26)}`),
  locale: fc.constantFrom("en", "fr", "km", "ar"),
  issuer: line,
  programme: line,
  holder: fc.record({ name: line }),
  signatories: fc.constant([]),
  issuedOn: fc.constantFrom("2026-01-31", "2026-11-01"),
  edition: fc.integer({ min: 1, max: 9 }),
};
export const ofCourse = fc.record({
  ...common,
  supersedes: fc.option(fc.constant("PB-2026-000007-X"), { nil: undefined }),
  kind: fc.constantFrom("participation", "achievement", "attendance-statement"),
  course: fc.record({ title: line, version: line }),
});
const underScheme = {
  ...common,
  scheme: fc.record({ id: line, title: line, version: line }),
  validFrom: fc.constant("2026-01-01"),
  validUntil: fc.constantFrom("2026-12-01", "2029-12-31"),
  timeZone: fc.constantFrom("UTC", "Asia/Phnom_Penh", "America/Lima"),
};
export const ofTrainer = fc.record({
  ...underScheme,
  kind: fc.constantFrom("provisional", "trainer", "master-trainer", "facilitator", "national-trainer"),
});
const ofLicence = fc.record({ ...underScheme, kind: fc.constant("licence") });
export const someCredential = fc
  .record({
    facts: fc.oneof(ofCourse, ofTrainer, ofLicence),
    subjectId: fc.uuid(),
    place: fc.integer({ min: 8, max: LIST_LENGTH - 1 }),
    words: fc.record({ name: line, description: line, criteria: line }),
  })
  .map(({ facts, subjectId, place, words }) =>
    credentialOf(facts as unknown as PrintedFacts, {
      origin: "https://passbook.example",
      did: DID,
      subjectId,
      status: { list: 1, place },
      courseId: "management-essentials",
      words,
    }),
  );
export type Some = ReturnType<typeof credentialOf>;
export const tokenOf = (credential: Some) =>
  signToken(credential, ec.privateKey, keyIdOf(DID, ecKey.thumbprint));
export const check = (text: string, at = AT) =>
  verifyCredential(Buffer.from(text), trust, at.getTime(), node);
