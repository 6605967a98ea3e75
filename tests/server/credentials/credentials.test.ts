import type { LoaderFunctionArgs } from "@remix-run/node";
import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { exportJWK } from "jose";
import { describe, expect, test } from "vitest";
import type { AnyFacts } from "#app/features/certification/trainer-facts.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { answerByCode } from "#app/features/checks/answer-by-code.server.ts";
import { encodeBits } from "#app/features/credentials/bitstring.server.ts";
import { LIST_LENGTH, readValue } from "#app/features/credentials/bitstring.ts";
import { credentialOf, LISTS } from "#app/features/credentials/credential.ts";
import { asToken, credentialFor, withProof } from "#app/features/credentials/credentials.server.ts";
import { addProof } from "#app/features/credentials/data-integrity.server.ts";
import { bytesToSign, proofHolds } from "#app/features/credentials/data-integrity.ts";
import { didDocument, keyIdOf, PublicJwk } from "#app/features/credentials/did-document.ts";
import {
  forgetStatusLists,
  statusLists,
  statusSnapshot,
} from "#app/features/credentials/status-lists.server.ts";
import { signToken } from "#app/features/credentials/token.server.ts";
import { node } from "#app/features/credentials/machine.server.ts";
import { verifyCredential, type Trust } from "#app/features/credentials/verify-credential.ts";
import { env } from "#app/infra/env.server.ts";
import { wholeBodyOf } from "#app/infra/http.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { loader as readByCode } from "#app/routes/credentials/by-code.ts";
import { loader as readAchievement } from "#app/routes/credentials/achievement.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import {
  AT,
  check,
  DID,
  ec,
  ecKey,
  edKey,
  issuers,
  listAt,
  ofCourse,
  ofTrainer,
  published,
  signs,
  someCredential,
  tokenOf,
  trust,
  type Some,
} from "#tests/support/some-credential.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";

// ── The published vector ────────────────────────────────────────────────────────────────────────────

test("a proof is byte for byte the one that Open Badges 3.0 publishes", async () => {
  const issuer = "https://example.edu/issuers/565049";
  const credential = {
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    id: "http://example.com/credentials/3527",
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer: { id: issuer, type: ["Profile"], url: "https://www.imsglobal.org", name: "Example Corp" },
    validFrom: "2010-01-01T00:00:00Z",
    name: "Teamwork Badge",
    credentialSubject: {
      id: "did:example:ebfeb1f712ebc6f1c276e12ec21",
      type: ["AchievementSubject"],
      achievement: {
        id: "https://example.com/achievements/21st-century-skills/teamwork",
        type: ["Achievement"],
        criteria: {
          narrative:
            "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.",
        },
        description:
          "This badge recognizes the development of the capacity to collaborate within a group environment.",
        name: "Teamwork",
      },
    },
  };
  const seed = "6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4";
  const key = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, "hex"),
    format: "der",
    type: "pkcs8",
  });
  const method = `${issuer}#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi`;
  const { proof } = await addProof(credential, key, method, "2010-01-01T19:23:24Z");
  const { proofValue, ...rest } = proof;
  expect(Buffer.from(await bytesToSign(credential, rest, node)).toString("hex")).toBe(
    "d34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19" +
      "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773",
  );
  expect(proofValue).toBe(
    "z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr",
  );
  const publicKey = PublicJwk.parse(await exportJWK(createPublicKey(key)));
  expect(await proofHolds(credential, proof, publicKey, node)).toBe(true);
  const forged = { ...credential, name: "Teamwerk Badge" };
  expect(await proofHolds(forged, proof, publicKey, node)).toBe(false);
});

// ── Properties ──────────────────────────────────────────────────────────────────────────────────────

test("a byte changed anywhere is told, unless it changes nothing that is said", async () => {
  await fc.assert(
    fc.asyncProperty(
      someCredential,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 6, maxLength: 6 }),
      async (credential, changes) => {
        const signed = await signs(credential);
        for (const text of [JSON.stringify(signed), await tokenOf(credential)])
          for (const [at, change] of changes) {
            const bytes = Buffer.from(text);
            bytes[at % bytes.length]! ^= change;
            const { verdict } = await verifyCredential(bytes, trust, AT.getTime(), node);
            const same = bytes.toString().trim() === text;
            if (!same)
              expect(["unreadable", "unsigned", "unknown-issuer", "altered"], bytes.toString()).toContain(
                verdict,
              );
          }
      },
    ),
    { numRuns: 60 },
  );
}, 600_000);

test("what is nested deeper than a program can follow is altered, and no error", async () => {
  const { proof, ...said } = await signs(fc.sample(someCredential, 1)[0]!);
  const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
  const put = (where: object) => Buffer.from(JSON.stringify(where).replace('"deep"', deep));
  for (const bytes of [
    put({ ...said, "@context": "deep", proof }),
    put({ ...said, credentialSubject: { ...said.credentialSubject, evidence: "deep" }, proof }),
  ])
    expect(await verifyCredential(bytes, trust, AT.getTime(), node)).toMatchObject({
      verdict: "altered",
      credential: null,
    });
});

test("what is no credential gets an answer, and never an error", async () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.json(),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1")),
    fc
      .tuple(fc.json(), fc.json(), fc.base64String())
      .map((parts) => parts.map((part) => Buffer.from(part).toString("base64url")).join(".")),
    fc.json().map((json) => `{"@context":${json},"issuer":"${DID}","proof":${json}}`),
  );
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      expect(["unreadable", "unsigned"]).toContain((await check(text)).verdict);
    }),
    { numRuns: 500 },
  );
});

// ── Attacks, and what time does ─────────────────────────────────────────────────────────────────────

describe("a credential that is shown", () => {
  const [course, trainer] = [ofCourse, ofTrainer].map((facts: fc.Arbitrary<unknown>) =>
    credentialOf(fc.sample(facts, { numRuns: 1, seed: 7 })[0] as AnyFacts, {
      origin: "https://passbook.example",
      did: DID,
      subjectId: "b3f1a2f0-0000-4000-8000-000000000001",
      status: { list: 1, place: 7 },
      courseId: "management-essentials",
      words: { name: "Name", description: "Description", criteria: "Criteria" },
    }),
  ) as [Some, Some];
  const free = (credential: Some): Some => ({
    ...credential,
    credentialStatus: credential.credentialStatus.map((one) => ({ ...one, statusListIndex: "8" })),
  });

  test("is revoked when its bit is set, and of unknown state without a list that holds", async () => {
    expect((await check(await tokenOf(course))).verdict).toBe("revoked");
    const text = Buffer.from(await tokenOf(free(course)));
    expect((await verifyCredential(text, { issuers, statusLists: [] }, AT.getTime(), node)).verdict).toBe(
      "unknown-status",
    );
    const forged = trust.statusLists.map((list) => {
      const copy = structuredClone(list) as ReturnType<typeof listAt>;
      copy.credentialSubject.encodedList = encodeBits([]);
      return copy;
    });
    expect((await verifyCredential(text, { issuers, statusLists: forged }, AT.getTime(), node)).verdict).toBe(
      "unknown-status",
    );
    const { verdict, statusAsOf } = await verifyCredential(text, trust, AT.getTime(), node);
    expect([verdict, statusAsOf]).toEqual(["valid", "2026-11-02T11:59:00Z"]);
  });

  test("is checked with lists of before and after a key was followed by another, and with no stranger's", async () => {
    const next = generateKeyPairSync("ed25519");
    const nextKey = await published(next);
    const [revocation, suspension] = trust.statusLists as [ReturnType<typeof listAt>, unknown];
    const { "@context": context, ...list } = listAt("https://passbook.example", "suspension");
    const later = await addProof(
      { "@context": context, ...list },
      next.privateKey,
      keyIdOf(DID, nextKey.thumbprint),
      "2026-11-02T11:59:30Z",
    );
    const text = Buffer.from(await tokenOf(free(course)));
    const verdictOf = async (keys: (typeof edKey)[], statusLists: unknown[]) =>
      (await verifyCredential(text, { issuers: [didDocument(DID, keys)], statusLists }, AT.getTime(), node))
        .verdict;
    const both = [revocation, later];
    expect(await verdictOf([edKey, ecKey, nextKey], both)).toBe("valid");
    expect(await verdictOf([nextKey, ecKey, edKey], [later, revocation])).toBe("valid");
    expect(await verdictOf([edKey, ecKey], both)).toBe("unknown-status");
    expect(await verdictOf([nextKey, ecKey], [revocation, suspension])).toBe("unknown-status");
  });

  test("begins and ends when it says", async () => {
    const token = await tokenOf({
      ...free(trainer),
      validFrom: "2026-01-01T00:00:00Z",
      validUntil: "2027-01-01T00:00:00Z",
    });
    const verdictAt = async (at: string) => (await check(token, new Date(at))).verdict;
    expect(await verdictAt("2025-12-31T23:59:59Z")).toBe("not-yet");
    expect(await verdictAt("2026-05-01T00:00:00Z")).toBe("valid");
    expect(await verdictAt("2026-12-01T00:00:00Z")).toBe("expires-soon");
    // No list at hand says whether that was the end.
    expect(await verdictAt("2027-01-01T00:00:01Z")).toBe("unknown-end");
  });

  test("holds beyond its printed end as long as a list says so, which is believed for a week", async () => {
    const token = await tokenOf({ ...free(trainer), validUntil: "2026-11-02T12:00:00Z" });
    const verdict = async (value: number, at: string, validFrom = "2026-11-02T11:59:00Z") => {
      const list = { ...listAt("https://passbook.example", "period"), validFrom };
      const told = {
        ...list.credentialSubject,
        statusPurpose: "message",
        encodedList: encodeBits([[8, value]], 2),
      };
      const signed = await signs({ ...list, credentialSubject: told });
      const known = { ...trust, statusLists: [...trust.statusLists, signed] };
      return (await verifyCredential(Buffer.from(token), known, Date.parse(at), node)).verdict;
    };
    const at = (day: string) => Promise.all([0, 1, 2, 3].map((value) => verdict(value, `${day}T11:58:00Z`)));
    expect(await at("2026-11-02")).toEqual(["expires-soon", "expires-soon", "extended", "expires-soon"]);
    expect(await at("2026-11-03")).toEqual(["unknown-end", "under-review", "extended", "lapsed"]);
    expect(await at("2026-11-09")).toEqual(["unknown-end", "under-review", "extended", "lapsed"]);
    expect(await at("2026-11-10")).toEqual(["unknown-end", "unknown-end", "unknown-end", "unknown-end"]);
    // Nothing to tell is believed for ever of a list that was made after the end, and of one before it never.
    expect(await verdict(0, "2027-11-02T12:00:00Z", "2026-11-02T12:00:00Z")).toBe("unknown-end");
    expect(await verdict(0, "2027-11-02T12:00:00Z", "2026-11-02T12:00:01Z")).toBe("expired");
  });

  test("is believed by pinned keys only, and by what each is for", async () => {
    const mallory = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const kid = keyIdOf(DID, ecKey.thumbprint);
    expect((await check(await signToken(free(course), mallory.privateKey, kid))).verdict).toBe("altered");
    const stranger = await signToken(free(course), ec.privateKey, "did:web:evil.example#key");
    expect((await check(stranger)).verdict).toBe("unknown-issuer");
    const [head, payload, signature] = (await tokenOf(free(course))).split(".");
    const none = Buffer.from(JSON.stringify({ alg: "none", kid })).toString("base64url");
    expect((await check(`${none}.${payload}.${signature}`)).verdict).toBe("unreadable");
    const hmac = Buffer.from(JSON.stringify({ alg: "HS256", kid })).toString("base64url");
    expect((await check(`${hmac}.${payload}.${signature}`)).verdict).toBe("unreadable");
    // The last character of a signature has bits that mean nothing: another one is another token.
    const last = signature!.at(-1)!;
    const twin = String.fromCharCode(last.charCodeAt(0) + 1);
    expect((await check(`${head}.${payload}.${signature!.slice(0, -1)}${twin}`)).verdict).toBe("unreadable");
    const edKid = await signToken(free(course), ec.privateKey, keyIdOf(DID, edKey.thumbprint));
    expect((await check(edKid)).verdict).toBe("unknown-issuer");
  });

  test("says the same twice in a token, or nothing", async () => {
    const { SignJWT } = await import("jose");
    const kid = keyIdOf(DID, ecKey.thumbprint);
    const odd = new SignJWT({ ...free(course) }).setProtectedHeader({ alg: "ES256", kid }).setIssuer(DID);
    expect((await check(await odd.sign(ec.privateKey))).steps.at(-1)).toEqual({
      step: "content",
      found: "disagrees",
    });
  });

  test("uses no word that its contexts do not explain", async () => {
    const signed = await signs(free(course));
    expect((await check(JSON.stringify({ ...signed, grade: "A" }))).verdict).toBe("altered");
    const fetched = { ...signed, "@context": [...signed["@context"], "https://evil.example/context"] };
    expect((await check(JSON.stringify(fetched))).verdict).toBe("altered");
  });

  test("hides no state and no end behind words that mean the same", async () => {
    const { credentialStatus, ...rest } = await signs(free(trainer));
    const alias = { st: { "@id": "https://www.w3.org/2018/credentials#credentialStatus", "@type": "@id" } };
    const renamed = { ...rest, "@context": [...rest["@context"], alias], st: credentialStatus };
    const included = { ...rest, "@included": [{ id: rest.id, type: rest.type, credentialStatus }] };
    const { proof, ...unsigned } = included;
    expect(await proofHolds(unsigned, proof, edKey.jwk, node)).toBe(true); // the graph is the same: hence the rule
    for (const forged of [renamed, included])
      expect((await check(JSON.stringify(forged))).verdict).toBe("altered");
    const without = await signs({ ...free(trainer), credentialStatus: [] });
    expect((await check(JSON.stringify(without))).verdict).toBe("unknown-status");
  });
});

test("a list holds the bits it was given, and no others", async () => {
  const set = [0, 9, LIST_LENGTH - 1];
  const encoded = encodeBits(set.map((place) => [place, 1]));
  for (const place of set) expect(await readValue(encoded, place, node)).toBe(1);
  for (const place of [1, 8, 10, LIST_LENGTH - 2]) expect(await readValue(encoded, place, node)).toBe(0);
  expect(await readValue(encoded, LIST_LENGTH, node)).toBeNull();
  for (const odd of ["", "u", "unothing", encoded.slice(1), encoded.slice(0, 20)])
    expect(await readValue(odd, 0, node)).toBeNull();
  const messages = set.map((place, index) => [place, index + 1] as const);
  const wide = encodeBits(messages, 2);
  for (const [place, value] of messages) expect(await readValue(wide, place, node, 2)).toBe(value);
  for (const place of [1, 8, 10]) expect(await readValue(wide, place, node, 2)).toBe(0);
  expect(await readValue(wide, LIST_LENGTH, node, 2)).toBeNull();
});

// ── Of a certificate ────────────────────────────────────────────────────────────────────────────────

describe("the credential of a certificate", () => {
  const issued = async () => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"]);
    await issueCertificates(administrator, cohortId, "all-who-qualify");
    const [certificate] = await certificatesOf(learners[0]!.personId);
    return { certificate: certificate!, administrator, personId: learners[0]!.personId };
  };
  const trustNow = async (): Promise<Trust> => {
    forgetStatusLists();
    const { didDocument, statusLists } = await statusSnapshot();
    return { issuers: [didDocument], statusLists: JSON.parse(JSON.stringify(statusLists)) as unknown[] };
  };

  test("holds with what the site publishes, twice the same, until the certificate is revoked", async () => {
    const { certificate } = await issued();
    const credential = (await credentialFor({ certificateId: certificate.id }))!;
    expect(await credentialFor({ certificateId: certificate.id })).toEqual(credential);
    expect(credential).toMatchObject({
      id: certificate.facts.verifyUrl,
      validFrom: "2026-11-02T00:00:00Z",
      credentialSubject: {
        licenseNumber: certificate.number,
        identifier: [{ identityHash: "Sok Dara" }],
        achievement: { achievementType: "CertificateOfCompletion", inLanguage: "en" },
      },
    });
    const texts = [JSON.stringify(await withProof(credential)), await asToken(credential)];
    const verdicts = async () => {
      const known = await trustNow();
      const checked = texts.map((text) => verifyCredential(Buffer.from(text), known, AT.getTime(), node));
      return (await Promise.all(checked)).map(({ verdict }) => verdict);
    };
    expect(await verdicts()).toEqual(["valid", "valid"]);
    await endCertificate(certificate.id, "revoked");
    expect(await verdicts()).toEqual(["revoked", "revoked"]);
    expect(await answerByCode(certificate.code)).toMatchObject({ status: "revoked", valid: false });
  });

  test("is answered by code with the present state, and without a name once that is erased", async () => {
    const { certificate, personId } = await issued();
    const answer = (await answerByCode(certificate.code))!;
    expect(answer).toMatchObject({ number: certificate.number, status: "valid", valid: true, present: null });
    expect(
      await verifyCredential(Buffer.from(answer.token!), await trustNow(), AT.getTime(), node),
    ).toMatchObject({
      verdict: "valid",
    });
    /** By the kind of answer that is asked for. */
    const asked = async (Accept: string) => {
      const request = new Request("https://passbook.example/", { headers: { Accept } });
      const context = { address: "203.0.113.80" };
      const args = { request, params: { code: certificate.code }, context } as unknown as LoaderFunctionArgs;
      const said = await readByCode(args);
      return [said.headers.get("Content-Type"), String(wholeBodyOf(said))] as const;
    };
    for (const type of ["application/vc", "application/vc+jwt"]) {
      const [given, text] = await asked(type);
      expect(given).toBe(type);
      expect(await verifyCredential(Buffer.from(text), await trustNow(), AT.getTime(), node)).toMatchObject({
        verdict: "valid",
        format: type === "application/vc" ? "json" : "jwt",
      });
    }
    expect((await asked("*/*"))[0]).toBe("application/json");
    await inTransaction(async (tx) => forgetHolder(tx, personId, await nameKey()));
    expect((await asked("application/vc"))[0]).toBe("application/json");
    expect(await credentialFor({ certificateId: certificate.id })).toBeNull();
    expect(await answerByCode(certificate.code)).toMatchObject({
      status: "valid",
      credential: null,
      token: null,
    });
    expect(JSON.stringify(await answerByCode(certificate.code))).not.toContain(certificate.facts.holder.name);
    // What the holder has kept is still good.
    expect(
      await verifyCredential(Buffer.from(answer.token!), await trustNow(), AT.getTime(), node),
    ).toMatchObject({
      verdict: "valid",
    });
    expect(await answerByCode("")).toBeNull();
  });

  test("names an achievement whose address leads people to a page, and tells machines what it asks", async () => {
    const { certificate } = await issued();
    const { achievement } = (await credentialFor({ certificateId: certificate.id }))!.credentialSubject;
    const ask = async (address: string, accept: string) => {
      const url = new URL(address);
      const [, , achievedIn, achievedId, version, paper] = url.pathname.split("/").map(decodeURIComponent);
      const request = new Request(url, { headers: { Accept: accept } });
      const context = { words: wordsFor("fr", "UTC") };
      const params = { achievedIn, achievedId, version, paper };
      const answer = await readAchievement({ request, params, context } as unknown as LoaderFunctionArgs);
      const body = wholeBodyOf(answer) ?? "null";
      return { answer, body: JSON.parse(String(body)) as Record<string, unknown> };
    };
    const { answer, body } = await ask(achievement.id, "application/ld+json");
    expect(answer.headers.get("Content-Language")).toBe("fr");
    expect(body).toMatchObject({
      id: achievement.id,
      achievementType: "CertificateOfCompletion",
      inLanguage: "fr",
      version: certificate.facts.course.version,
      criteria: { id: achievement.criteria.id },
    });
    expect(await node.canonize(body)).toContain(`<${achievement.id}>`);
    const page = await ask(achievement.id, "text/html,*/*");
    expect([page.answer.status, env.PUBLIC_ORIGIN + page.answer.headers.get("Location")]).toEqual([
      303,
      achievement.criteria.id,
    ]);
    expect((await ask(`${achievement.id}.json`, "text/html")).body).toEqual(body);
    expect((await ask(achievement.id.replace(/[^/]*$/, "trainer"), "*/*")).answer.status).toBe(404);

    const ofTrainer = `${env.PUBLIC_ORIGIN}/achievements/schemes/fe-facilitator/1.0/facilitator`;
    const scheme = (await ask(ofTrainer, "*/*")).body;
    expect(scheme).toMatchObject({
      id: ofTrainer,
      criteria: { id: `${env.PUBLIC_ORIGIN}/trainers/schemes/fe-facilitator/1.0` },
    });
    expect(JSON.stringify(scheme["criteria"])).toMatch(/80\s%/);
    await node.canonize(scheme);
    for (const other of [
      "schemes/fe-facilitator/9.9/facilitator",
      "schemes/fe-facilitator/1.0/trainer",
      "x/y/1/z",
    ])
      expect((await ask(`${env.PUBLIC_ORIGIN}/achievements/${other}`, "*/*")).answer.status).toBe(404);
  });

  test("is one, however many ask at once, and its subject tells nothing of its holder", async () => {
    const { certificate, personId } = await issued();
    const all = await Promise.all(
      Array.from({ length: 5 }, () => credentialFor({ certificateId: certificate.id })),
    );
    expect(new Set(all.map((one) => one!.credentialSubject.id)).size).toBe(1);
    expect(await db.credential.count({ where: { certificateId: certificate.id } })).toBe(1);
    expect(JSON.stringify(all[0])).not.toContain(personId);
  });

  test("stands in a list that is there before anybody does; no other is", async () => {
    expect(Object.keys((await statusLists(1))!)).toEqual([...LISTS]);
    expect(await statusLists(2)).toBeNull();
    expect((await statusSnapshot()).statusLists.length).toBeGreaterThanOrEqual(LISTS.length);
  });
});

test("the criteria say what the format asks: half-days in a room, activities at a distance, both", async () => {
  const said = async (format: string) => {
    const { cohortId, administrator, learners } = await finishedCohort(["Sok Dara"], { format });
    await db.unitMark.create({
      data: { enrolmentId: learners[0]!.enrolmentId, moduleId: "intro", unitId: "read", doneAt: AT },
    });
    await issueCertificates(administrator, cohortId, "all-who-qualify");
    const [certificate] = await certificatesOf(learners[0]!.personId);
    const credential = await credentialFor({ certificateId: certificate!.id });
    const { narrative } = credential!.credentialSubject.achievement.criteria;
    return [/80 %/.test(narrative), /every activity/.test(narrative)];
  };
  expect(await said("standard")).toEqual([true, false]);
  expect(await said("distance")).toEqual([false, true]);
  expect(await said("blended")).toEqual([true, true]);
});
