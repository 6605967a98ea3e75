import { randomInt, randomUUID, sign } from "node:crypto";
import { isNameless } from "#app/features/certification/certificate-facts.ts";
import { readDrawable, readFrozenLicence } from "#app/features/certification/certificate-record.server.ts";
import { isUnderScheme, type PrintedFacts } from "#app/features/certification/licence-facts.ts";
import type { PaperOf } from "#app/features/certification/paper-log.server.ts";
import { askedFor, type Format } from "#app/features/cohorts/completion.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, isUniqueViolation, type Prisma } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { LIST_LENGTH } from "./bitstring.ts";
import { claimsOf, markOf, writeCompact } from "./compact.ts";
import { credentialOf, instant, type Credential } from "./credential.ts";
import { addProof } from "./data-integrity.server.ts";
import { keyIdOf } from "./did-document.ts";
import { issuerDid, signingKeys } from "./issuer-keys.server.ts";
import { signToken, type Inside } from "./token.server.ts";

/*
 * Credentials are signed when they are asked for, from the frozen facts of their certificate, with the keys of that day;
 * what is kept is the number of the subject and the place in the lists of states. So an erasure leaves no name behind.
 * The licence of an organisation is a certificate like the others.
 */

/** Half full: a free place is found at once, and nobody guesses from a place when it was given. */
const IN_ONE_LIST = LIST_LENGTH / 2;

type Frozen = { facts: PrintedFacts; courseId: string | null };

/** Null of a licence that was given without a certificate. Schemes are named in the facts, courses by their title alone. */
async function frozen(of: PaperOf): Promise<Frozen | null> {
  if ("licenceId" in of) {
    const facts = readFrozenLicence(await db.licence.findUniqueOrThrow({ where: { id: of.licenceId } }));
    return facts && { facts, courseId: null };
  }
  const { courseVersion, ...row } = await db.certificate.findUniqueOrThrow({
    where: { id: of.certificateId },
    include: { courseVersion: { select: { courseId: true } } },
  });
  return { facts: readDrawable(row).facts, courseId: courseVersion?.courseId ?? null };
}

/** What it says. */
export const frozenFacts = async (of: PaperOf): Promise<PrintedFacts | null> =>
  (await frozen(of))?.facts ?? null;

/** Null where there is none, or it bears no name any more. */
export async function credentialFor(of: PaperOf): Promise<Credential | null> {
  const says = await frozen(of);
  if (!says || isNameless(says.facts)) return null;
  const { facts, courseId } = says;
  const { subjectId, list, place } = await findOrGive(of);
  return credentialOf(facts, {
    origin: env.PUBLIC_ORIGIN,
    did: issuerDid(),
    subjectId,
    status: { list, place },
    courseId,
    words: wordsOf(facts),
  });
}

/** What the QR mark of a certificate says: the address, and signed behind it what fits. */
export async function qrText(of: PaperOf): Promise<string> {
  const { facts, courseId } = (await frozen(of))!;
  const { list, place } = await findOrGive(of);
  const scope = isUnderScheme(facts) ? facts.scheme.id : courseId!;
  const { EdDSA } = await signingKeys();
  const signed = writeCompact(
    claimsOf(facts, { scope, list, place }),
    EdDSA.thumbprint,
    facts.verifyUrl,
    (bytes) => sign(null, bytes, EdDSA.key),
  );
  return markOf(facts.verifyUrl, signed);
}

/** With the embedded proof. */
export async function withProof(credential: Credential) {
  const { EdDSA } = await signingKeys();
  return addProof(credential, EdDSA.key, keyIdOf(issuerDid(), EdDSA.thumbprint), instant(now().getTime()));
}

/** As a token. */
export async function asToken(credential: Credential, inside: Inside = {}): Promise<string> {
  const { ES256 } = await signingKeys();
  return signToken(credential, ES256.key, keyIdOf(issuerDid(), ES256.thumbprint), inside);
}

type Row = Prisma.CredentialGetPayload<object>;

async function findOrGive(of: PaperOf): Promise<Row> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const there = await db.credential.findUnique({ where: of });
    if (there) return there;
    try {
      const list = Math.floor((await db.credential.count()) / IN_ONE_LIST) + 1;
      const own = { subjectId: randomUUID(), list, place: randomInt(LIST_LENGTH), createdAt: now() };
      return await db.credential.create({ data: { ...of, ...own } });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error; // somebody was first, at this certificate or this place
    }
  }
  throw new Error("no free place in the list of states");
}

function wordsOf(facts: PrintedFacts) {
  const { t, date } = wordsFor(facts.locale, "UTC");
  const { title, version } = isUnderScheme(facts) ? facts.scheme : facts.course;
  const kind = t(`certification.kind.${facts.kind}`);
  const day = date(isUnderScheme(facts) ? facts.decision.on : facts.endDate);
  return {
    name: t("certification.credential.name", { kind, title }),
    description: t("certification.credential.description", {
      kind,
      title,
      version,
      programme: facts.programme,
    }),
    criteria: t(`certification.credential.criteria.${criteriaOf(facts)}`, { title, version, day }),
  };
}

/** A course asks of its participants what its format does. */
function criteriaOf(facts: PrintedFacts) {
  if (isUnderScheme(facts)) return facts.kind;
  if (facts.kind === "attendance-statement") return facts.kind;
  return `${facts.kind}.${askedFor(facts.format as Format)}` as const;
}
