import { expect, test } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { lookAtFile } from "#app/features/checks/check-file.server.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { signingKeys } from "#app/features/credentials/issuer-keys.server.ts";
import { actOnKey, listIssuerKeys } from "#app/features/credentials/key-compromise.server.ts";
import { sealingCertificates, sealingKey } from "#app/features/credentials/sealing-keys.server.ts";
import { transcriptFile } from "#app/features/credentials/transcript-file.server.ts";
import { forgetStatusLists, statusSnapshot } from "#app/features/credentials/status-lists.server.ts";
import { Snapshot, trustIn } from "#app/features/credentials/verify-credential.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { mergedInto } from "#tests/support/merged-row.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";

/* A key that somebody else may have. */

const administrator = async (name: string) => actorFor(await makePerson(name), [{ kind: "all", id: "" }]);

test("is nothing one person says and confirms with two accounts", async () => {
  const [petra, before] = [await administrator("Petra"), await administrator("Petra")];
  const { thumbprint } = (await signingKeys()).EdDSA;
  const said = { intent: "propose", thumbprint, reason: "A laptop was stolen", since: today() } as const;
  expect(await actOnKey(before, said)).toMatchObject({ ok: true });
  await mergedInto(petra.personId, before.personId);
  const proposed = (await listIssuerKeys(petra)).find((key) => key.thumbprint === thumbprint);
  expect(proposed).toMatchObject({ state: "proposed", proposedBy: { isReader: true } });
  expect(await actOnKey(petra, { intent: "confirm", thumbprint })).toMatchObject({
    reason: { key: "key-needs-another" },
  });
  expect(await actOnKey(petra, { intent: "withdraw", thumbprint })).toMatchObject({ ok: true });
});

test("is said by one and confirmed by another; then it signs no more, and is believed for what is older", async () => {
  const { cohortId, administrator: issuer, learners } = await finishedCohort(["Sok Dara"]);
  await issueCertificates(issuer, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const old = [
    Buffer.from((await credentialFile({ certificateId: certificate!.id }, "json"))!),
    Buffer.from((await credentialFile({ certificateId: certificate!.id }, "jwt"))!),
    Buffer.from(await qrText({ certificateId: certificate!.id })),
  ];
  const { file } = await certificateFile(certificate!);
  const pdf = Buffer.from(await new Response(file.stream()).arrayBuffer());
  const before = await signingKeys();
  const [petra, other] = [await administrator("Petra"), await administrator("Other")];
  const since = certificate!.facts.issuedOn;
  for (const { thumbprint } of [before.EdDSA, before.ES256]) {
    const propose = { intent: "propose", thumbprint, reason: "A laptop was stolen" } as const;
    expect(await actOnKey(petra, { ...propose, since: addDays(today(), 1) })).toMatchObject({
      reason: { key: "key-day-to-come" },
    });
    expect(await actOnKey(petra, { ...propose, since })).toMatchObject({ ok: true });
    const inUse = Object.values(await signingKeys()).map((key) => key.thumbprint);
    expect(inUse, "nothing changes yet").toContain(thumbprint);
    expect(await actOnKey(petra, { intent: "confirm", thumbprint })).toMatchObject({
      reason: { key: "key-needs-another" },
    });
    expect(await actOnKey(other, { intent: "withdraw", thumbprint })).toMatchObject({ ok: true });
    expect(await actOnKey(other, { ...propose, since })).toMatchObject({ ok: true });
    expect(await actOnKey(petra, { intent: "confirm", thumbprint })).toMatchObject({ ok: true });
    expect(await actOnKey(petra, { intent: "withdraw", thumbprint })).toMatchObject({ ok: false });
  }
  const audit = await db.auditEntry.findMany({
    where: { subjectKind: "issuer-key", actorId: { in: [petra.personId, other.personId] } },
    orderBy: { id: "asc" },
  });
  expect(audit.slice(0, 4).map(({ action }) => action)).toEqual([
    "issuer-key.compromise-proposed",
    "issuer-key.compromise-withdrawn",
    "issuer-key.compromise-proposed",
    "issuer-key.compromised",
  ]);

  const after = await signingKeys();
  expect([after.EdDSA.thumbprint, after.ES256.thumbprint]).not.toEqual([
    before.EdDSA.thumbprint,
    before.ES256.thumbprint,
  ]);
  const ofCredentials = (await listIssuerKeys(petra)).filter(({ thumbprint }) => thumbprint.length === 43);
  const states = ofCredentials.map(({ state }) => state).sort();
  expect(states).toEqual(["compromised", "compromised", "in-use", "in-use"]);

  const { didDocument, ...lists } = Snapshot.parse(await statusSnapshot());
  const method = didDocument.verificationMethod.find(({ id }) => id.endsWith(before.EdDSA.thumbprint));
  expect(method?.revoked).toBe(`${since}T00:00:00Z`);
  const trust = { issuers: [didDocument], ...lists };
  for (const file of old) {
    const { verdict, credential, claims } = await verifyFile(file, trust, new Date());
    expect([verdict, credential, claims]).toEqual(["compromised", null, null]);
  }
  // A file of the register is what we issued, byte for byte, whoever has had the key of the credential inside.
  const kept = await lookAtFile(pdf);
  expect([kept.verdict, kept.says?.number]).toEqual(["valid", certificate!.number]);
  expect(kept.steps).toContainEqual({ step: "issuer", found: "compromised-later" });
  expect((await lookAtFile(Buffer.concat([pdf, Buffer.from(" ")]))).verdict).toBe("altered");
  expect((await lookAtFile(old[1]!)).verdict).toBe("compromised");
  // The same certificate, signed anew, and the old files had the key been lost later.
  for (const as of ["json", "jwt"] as const) {
    const anew = Buffer.from((await credentialFile({ certificateId: certificate!.id }, as))!);
    expect((await verifyFile(anew, trust, new Date())).verdict).toBe("valid");
  }
  const later = {
    ...didDocument,
    verificationMethod: didDocument.verificationMethod.map((one) =>
      one.revoked ? { ...one, revoked: "2099-01-01T00:00:00Z" } : one,
    ),
  };
  for (const file of old) {
    const { verdict, steps } = await verifyFile(file, { ...trust, issuers: [later] }, new Date());
    expect([verdict, steps.find(({ step }) => step === "issuer")?.found]).toEqual([
      "valid",
      "compromised-later",
    ]);
  }
});

test("a seal too: no file is sealed with it any more, and none of a later day is believed but those of the register", async () => {
  const { cohortId, administrator: issuer, learners } = await finishedCohort(["Sok Dara"]);
  await issueCertificates(issuer, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const { file } = await certificateFile(certificate!);
  const pdf = Buffer.from(await new Response(file.stream()).arrayBuffer());
  const [petra, other] = [await administrator("Petra"), await administrator("Other")];
  const before = await sealingKey();
  const inUse = async (kind: string) => {
    const listed = (await listIssuerKeys(petra)).filter((key) => key.kind === kind && key.state === "in-use");
    expect(listed).toHaveLength(1);
    return listed[0]!.thumbprint;
  };
  const declare = async (thumbprint: string) => {
    const propose = { intent: "propose", thumbprint, reason: "A laptop was stolen", since: today() } as const;
    expect(await actOnKey(petra, propose)).toMatchObject({ ok: true });
    expect(await actOnKey(petra, { intent: "confirm", thumbprint })).toMatchObject({
      reason: { key: "key-needs-another" },
    });
    expect(await actOnKey(other, { intent: "confirm", thumbprint })).toMatchObject({ ok: true });
    expect(await actOnKey(other, { intent: "withdraw", thumbprint })).toMatchObject({ ok: false });
  };
  const judged = async (bytes: Buffer) => {
    forgetStatusLists();
    const trust = trustIn(Snapshot.parse(await statusSnapshot()));
    const { verdict, steps } = await verifyFile(bytes, trust, new Date());
    return [verdict, steps.find(({ step }) => step === "signer")?.found];
  };
  const sealedNow = async () => Buffer.from((await transcriptFile(certificate!, null))!);
  expect([await judged(pdf), await judged(await sealedNow())]).toEqual([
    ["valid", "ok"],
    ["valid", "ok"],
  ]);

  const seal = await inUse("seal");
  await declare(seal);
  expect((await sealingKey()).chain).not.toEqual(before.chain);
  expect(await judged(pdf)).toEqual(["compromised", "compromised"]);
  expect(await judged(await sealedNow())).toEqual(["valid", "ok"]);
  const kept = await lookAtFile(pdf);
  expect([kept.verdict, kept.says?.number]).toEqual(["valid", certificate!.number]);
  expect(kept.steps).toContainEqual({ step: "signer", found: "compromised-later" });
  const later = { compromisedSince: "2099-01-01" };
  await db.sealingCertificate.update({ where: { id: seal }, data: later });
  expect(await judged(pdf)).toEqual(["valid", "compromised-later"]);

  // With the authority all seals under it go, and another begins.
  const underIt = await sealedNow();
  const authority = await inUse("authority");
  await declare(authority);
  expect([await judged(underIt), await judged(await sealedNow())]).toEqual([
    ["compromised", "compromised"],
    ["valid", "ok"],
  ]);
  expect(await sealingCertificates()).toHaveLength(2);
  expect([await inUse("seal"), await inUse("authority")]).not.toEqual([seal, authority]);
});
