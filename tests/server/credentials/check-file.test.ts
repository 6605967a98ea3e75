import type { ActionFunctionArgs } from "@remix-run/node";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { compareName } from "#app/features/certification/compare-name.server.ts";
import { correctCertificate } from "#app/features/certification/correct-certificate.server.ts";
import { proposedCorrection } from "#app/features/certification/correction.server.ts";
import { NAMELESS } from "#app/features/certification/certificate-facts.ts";
import { forgetHolder } from "#app/features/certification/forget-holder.server.ts";
import { drawTranscript } from "#app/features/certification/draw-certificate.server.ts";
import { transcriptOf } from "#app/features/certification/transcripts.server.ts";
import { hashName, nameKey, nameMatches } from "#app/features/certification/name-hash.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { credentialFile } from "#app/features/credentials/badges.server.ts";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { lookAtFile } from "#app/features/checks/check-file.server.ts";
import { qrText } from "#app/features/credentials/credentials.server.ts";
import { didOf } from "#app/features/credentials/did-document.ts";
import { ourDidDocument } from "#app/features/credentials/issuer-keys.server.ts";
import { KEPT_SECONDS, publicDocument } from "#app/features/credentials/public-document.server.ts";
import {
  forgetStatusLists,
  statusLists,
  statusSnapshot,
} from "#app/features/credentials/status-lists.server.ts";
import { sealFor } from "#app/features/credentials/seal-for.server.ts";
import { transcriptFile } from "#app/features/credentials/transcript-file.server.ts";
import { exitCodeOf } from "#app/features/credentials/verdict.ts";
import { Snapshot, trustIn } from "#app/features/credentials/verify-credential.ts";
import { verifyFile } from "#app/features/credentials/verify-file.server.ts";
import { env } from "#app/infra/env.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { action as checkFile } from "#app/routes/credentials/check-file.tsx";
import { action as checkListed } from "#app/routes/credentials/check-list.tsx";
import { action as checkByCodes } from "#app/routes/credentials/by-codes.ts";
import { loader as checkByCode } from "#app/routes/credentials/by-code.ts";
import { checkTrainerNumber } from "#app/features/trainers/certifications/check-certification.server.ts";
import { erase } from "#app/features/rights/erasure.server.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, makePerson } from "#tests/support/learning-fixture.ts";
import { makeOrganisation } from "#tests/support/identity-fixture.ts";
import { licenceRow } from "#tests/support/licence-fixture.ts";
import { endCertificate, finishedCohort } from "#tests/support/certification-fixture.ts";

/* A file that somebody was given, as the public page looks at it. */

async function issued(name = "Sok Dara") {
  const { cohortId, administrator, learners } = await finishedCohort([name]);
  await issueCertificates(administrator, cohortId, "all-who-qualify");
  const [certificate] = await certificatesOf(learners[0]!.personId);
  const { file } = await certificateFile(certificate!);
  const pdf = new Uint8Array(await new Response(file.stream() as ReadableStream).arrayBuffer());
  const others = await Promise.all(
    (["png", "svg", "json", "jwt"] as const).map(async (as) =>
      Buffer.from((await credentialFile({ certificateId: certificate!.id }, as))!),
    ),
  );
  return {
    administrator,
    certificate: certificate!,
    files: [pdf, ...others, Buffer.from(await qrText({ certificateId: certificate!.id }))],
  };
}

/** As another process does, which cannot empty our cache. */
const revokedElsewhere = (certificateId: string) =>
  db.certificate.update({
    where: { id: certificateId },
    data: { revokedAt: new Date(), revokedBy: "elsewhere", revokedReason: "Signed sheet forged" },
  });

test("each form of a certificate is valid with every step in order, and revoked once it is", async () => {
  const { certificate, files } = await issued();
  for (const file of files) {
    const { verdict, steps, says } = await lookAtFile(file);
    expect([verdict, says?.number, says?.name], JSON.stringify(steps)).toEqual([
      "valid",
      certificate.number,
      "Sok Dara",
    ]);
    expect(steps.every(({ found }) => found === "ok")).toBe(true);
  }
  const [pdf] = files;
  expect((await lookAtFile(pdf!)).steps[0]).toEqual({ step: "hash", found: "ok" });
  await endCertificate(certificate.id, "revoked");
  forgetStatusLists();
  for (const file of files) expect((await lookAtFile(file)).verdict).toBe("revoked");
});

test("one that was issued in error says so in each form, and one that was replaced that it was", async () => {
  const wrong = await issued();
  await endCertificate(wrong.certificate.id, "in-error");
  for (const file of wrong.files) {
    const { verdict, steps } = await lookAtFile(file);
    expect([verdict, exitCodeOf(verdict)]).toEqual(["in-error", 1]);
    expect(steps).toContainEqual({ step: "revocation", found: "in-error" });
  }
  const { certificate, files, administrator } = await issued();
  await db.person.update({ where: { id: certificate.personId }, data: { printedName: "Sok Darith" } });
  const { seen } = await proposedCorrection(certificate);
  await correctCertificate(administrator, certificate.id, { reason: "A typing error", seen });
  forgetStatusLists();
  for (const file of files) expect((await lookAtFile(file)).verdict).toBe("superseded");
});

test("what was issued before the site moved is checked as ours by every door, and revoked with the rest", async () => {
  const { certificate, files } = await issued();
  const here = env.PUBLIC_ORIGIN;
  const kept = Snapshot.parse(JSON.parse(JSON.stringify(await statusSnapshot())));
  const moved = { PUBLIC_ORIGIN: "https://new.example", FORMER_ORIGINS: [here] };
  const before = { PUBLIC_ORIGIN: here, FORMER_ORIGINS: env.FORMER_ORIGINS };
  const doors = async (file: Uint8Array) => {
    const snapshot = Snapshot.parse(JSON.parse(JSON.stringify(await statusSnapshot())));
    const byPhone = await verifyFile(file, trustIn(snapshot), new Date());
    return [(await lookAtFile(file)).verdict, byPhone.verdict];
  };
  try {
    Object.assign(env, { ...moved, FORMER_ORIGINS: [] });
    forgetStatusLists();
    for (const file of files.slice(1))
      expect(await doors(file)).toEqual(["unknown-issuer", "unknown-issuer"]);

    Object.assign(env, moved);
    forgetStatusLists();
    for (const file of files) expect(await doors(file)).toEqual(["valid", "valid"]);
    const { registered } = await lookAtFile(files[3]!);
    expect(registered?.at).toBe(`/v/${certificate.code}`);
    // The old address leads to the new one, and a phone reads the mark behind that.
    const mark = files.at(-1)!.toString().replace(here, moved.PUBLIC_ORIGIN);
    expect(await doors(Buffer.from(mark))).toEqual(["valid", "valid"]);
    expect(await doors(Buffer.from(mark.replace("https://new.example", "https://else.example")))).toEqual([
      "unknown-issuer",
      "unknown-issuer",
    ]);
    // What is issued from now on says the new name; what a phone kept before does not know that.
    const fresh = Buffer.from((await credentialFile({ certificateId: certificate.id }, "jwt"))!);
    expect(await doors(fresh)).toEqual(["valid", "valid"]);
    expect((await verifyFile(fresh, trustIn(kept), new Date())).verdict).toBe("unknown-issuer");

    // Machines of others ask the old address, which we answer by its name.
    const [did, did0] = [await ourDidDocument(), await ourDidDocument(here)];
    expect(did).toMatchObject({ id: "did:web:new.example", alsoKnownAs: [didOf(here)] });
    expect(did0).toMatchObject({ id: didOf(here), alsoKnownAs: ["did:web:new.example"] });
    const list = (await statusLists(1, here))!.revocation;
    expect([list.id, list.issuer]).toEqual([`${here}/status/1/revocation`, didOf(here)]);
    expect(await statusLists(1, "https://else.example")).toBeNull();

    await endCertificate(certificate.id, "revoked");
    for (const file of files) expect(await doors(file)).toEqual(["revoked", "revoked"]);
  } finally {
    Object.assign(env, before);
    forgetStatusLists();
  }
});

test("an ending reaches whoever keeps our lists within five minutes", async () => {
  const { certificate, files } = await issued();
  const before = await statusSnapshot();
  const kept = await statusLists(1);
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    await revokedElsewhere(certificate.id);
    expect(await statusLists(1)).toBe(kept);
    vi.setSystemTime(Date.now() + KEPT_SECONDS * 1000);
    const after = await statusSnapshot();
    const found = async ({ didDocument, ...more }: typeof before) =>
      (
        await verifyFile(
          files[1]!,
          { ...Snapshot.parse(JSON.parse(JSON.stringify({ didDocument, ...more }))), issuers: [didDocument] },
          new Date(),
        )
      ).verdict;
    expect([await found(before), await found(after)]).toEqual(["valid", "revoked"]);
  } finally {
    vi.useRealTimers();
  }
  const own = KEPT_SECONDS * 1000;
  const onTheWay = Number(/max-age=(\d+)/.exec(publicDocument({}).headers.get("Cache-Control")!)![1]) * 1000;
  const atTheReader = kept!.revocation.credentialSubject.ttl;
  expect(own + onTheWay + atTheReader).toBeLessThanOrEqual(300_000);
});

test("the copy of a holder whose name was erased is good, and its name is compared and not shown", async () => {
  const { certificate, files } = await issued();
  await inTransaction(async (tx) => forgetHolder(tx, certificate.personId, await nameKey()));
  const row = await db.certificate.findUniqueOrThrow({ where: { id: certificate.id } });
  expect(JSON.stringify(row)).not.toContain("Sok Dara");
  for (const file of files) {
    const { verdict, steps, says } = await lookAtFile(file);
    expect([verdict, says?.number, says?.name]).toEqual(["valid", certificate.number, null]);
    expect(steps.at(-1)).toEqual({ step: "name", found: "ok" });
  }
  const facts = { ...certificate.facts, holder: { name: NAMELESS } };
  const matches = (name: string, { nameHash } = row) => nameMatches({ facts, nameHash }, name);
  expect(await Promise.all(["SOK  DARA", "Sok Darith", NAMELESS].map((name) => matches(name)))).toEqual([
    true,
    false,
    false,
  ]);
  expect(await matches("Sok Dara", { ...row, nameHash: null })).toBeNull();
  expect(
    await matches("Sok Dara", { ...row, nameHash: `00000000.${row.nameHash!.split(".")[1]}` }),
  ).toBeNull();
  await db.certificate.update({
    where: { id: row.id },
    data: { nameHash: hashName(await nameKey(), { name: "Kim Bopha" }) },
  });
  const [pdf] = files;
  expect(await lookAtFile(pdf!)).toMatchObject({ verdict: "altered", says: { name: null } });
  await endCertificate(certificate.id, "revoked");
  expect((await lookAtFile(pdf!)).steps).toContainEqual({ step: "revocation", found: "revoked" });
});

test("the beginning that a mark has of a long name is compared, too, once the name is erased", async () => {
  const { certificate, files } = await issued(`Ratsimbazafy ${"Andrianampoinimerina ".repeat(3)}Rakoto`);
  const mark = files.at(-1)!;
  expect((await lookAtFile(mark)).says?.name).toMatch(/…$/);
  await inTransaction(async (tx) => forgetHolder(tx, certificate.personId, await nameKey()));
  for (const file of files) {
    const { verdict, steps } = await lookAtFile(file);
    expect([verdict, steps.at(-1)]).toEqual(["valid", { step: "name", found: "ok" }]);
  }
  // As it was hashed before there were marks: only the whole name.
  const { nameHash } = await db.certificate.findUniqueOrThrow({ where: { id: certificate.id } });
  const whole = nameHash!.split(".").slice(0, 2).join(".");
  await db.certificate.update({ where: { id: certificate.id }, data: { nameHash: whole } });
  expect(await lookAtFile(mark)).toMatchObject({ verdict: "valid", says: { name: null } });
  expect((await lookAtFile(mark)).steps.at(-1)).toEqual({ step: "name", found: "not-compared" });
});

test("a name one already has is compared by number or code, before and after it is erased, and not found out by trying", async () => {
  const said = ({ number, code }: { number: string; code: string }) =>
    Promise.all(
      [
        [` ${number.toLowerCase()} `, "sok dara"],
        [code, "Sok Dara"],
        [number, "Kim Bopha"],
        [number, NAMELESS],
        ["PB-2026-999999-9", "Sok Dara"],
        ["nothing", "Sok Dara"],
      ].map(([which, name]) => compareName(which!, name!)),
    );
  const answers = ["same", "same", "other", "other", "unknown", "unknown"];
  expect(await said((await issued()).certificate)).toEqual(answers);
  const { certificate } = await issued();
  await inTransaction(async (tx) => forgetHolder(tx, certificate.personId, await nameKey()));
  expect(await said(certificate)).toEqual(answers);
  await db.certificate.update({ where: { id: certificate.id }, data: { nameHash: null } });
  expect(await compareName(certificate.number, "Sok Dara")).toBe("not-compared");
  // Five an hour, whoever asks and by whatever name it is called.
  for (const which of [certificate.number, certificate.code])
    expect(await compareName(which, "Sok Dara")).toBeGreaterThan(3000);
});

test("a trainer's number in the register is compared, one from paper too, until its holder is erased", async () => {
  const personId = await makePerson("Prak Vanna");
  const number = "KH/2019/7";
  await db.certification.create({ data: certificationRow(personId, { number }) });
  const said = (name: string) => compareName(` ${number.toLowerCase()} `, name);
  expect(await checkTrainerNumber(number)).toMatchObject({ imported: true });
  expect([await said("prak vanna"), await said("Sok Dara")]).toEqual(["same", "other"]);
  const { certificate } = await issued();
  const here = certificationRow(certificate.personId, { number: "MT-2026-7", origin: "decided" });
  await db.certification.create({ data: here });
  const { id } = certificate;
  await db.certificate.update({ where: { id }, data: { courseVersionId: null, certificationId: here.id } });
  await db.person.update({ where: { id: certificate.personId }, data: { printedName: "Sok Darith" } });
  expect(await compareName(here.number, "Sok Dara"), "as it was printed").toBe("same");
  const key = await nameKey();
  const petra = actorFor(await makePerson("Petra"));
  await inTransaction((tx) => erase(tx, petra, personId, key));
  expect(await said("Prak Vanna")).toBe("not-compared");
});

test("the number of a licence is compared with its organisation, which is no secret", async () => {
  const organisationId = await makeOrganisation();
  const { number, code } = await db.licence.create({
    data: licenceRow(organisationId, { number: "LIC 26/7" }),
  });
  const { name } = await db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const onPaper = await db.licence.create({
    data: licenceRow(organisationId, {
      number: "KH 12",
      code: null,
      certificate: null,
      certificateSha256: null,
    }),
  });
  const asked = [
    [number, "rumdul  microfinance"],
    [code!, "Rumdul Microfinance"],
    [number, "Sok Dara"],
    [onPaper.number, name],
  ];
  expect(await Promise.all(asked.map(([which, by]) => compareName(which!, by!)))).toEqual([
    "same",
    "same",
    "other",
    "same",
  ]);
});

test("each door is slowed by network before it looks at what it was brought, and says when to come back", async () => {
  /** A body that nobody has begun to read. */
  const brought = () => {
    const body = new ReadableStream({ pull: () => expect.fail("the body was read") }, { highWaterMark: 0 });
    return new Request("https://passbook.example/", { method: "POST", body, duplex: "half" });
  };
  // Of what was pasted nothing is lost: it is read first, and given back.
  const pasted = () =>
    new Request("https://passbook.example/", { method: "POST", body: new URLSearchParams({ list: "0" }) });
  const doors: [string, (args: ActionFunctionArgs) => Promise<unknown>, number, () => Request][] = [
    ["/v/file", checkFile, 20, brought],
    ["/v/list", checkListed, 20, pasted],
    ["/api/credentials", checkByCodes, 20, brought],
    ["/api/credentials/:code", checkByCode, 30, () => new Request("https://passbook.example/")],
  ];
  for (const [index, [door, ask, points, request]] of doors.entries()) {
    const context = { address: `203.0.113.${index + 1}` };
    const asked = () =>
      ask({ request: request(), params: { code: "0" }, context } as unknown as ActionFunctionArgs);
    for (let time = 0; time < points; time += 1) await asked().catch(() => null);
    const refused = await asked();
    const [status, headers] =
      refused instanceof Response
        ? [refused.status, refused.headers]
        : [(refused as Refused).init.status, new Headers((refused as Refused).init.headers)];
    expect([door, status]).toEqual([door, 429]);
    expect(Number(headers.get("Retry-After")), door).toBeGreaterThan(0);
    if (door === "/v/list") expect(refused).toMatchObject({ data: { problem: { values: { list: "0" } } } });
  }
});
type Refused = { init: { status: number; headers: Record<string, string> } };

test("a transcript, drawn anew each time, is genuine though no register keeps its bytes", async () => {
  const { certificate } = await issued();
  const transcript = await transcriptFile(certificate, null);
  const { verdict, steps } = await lookAtFile(transcript!);
  expect([verdict, steps[0]]).toEqual(["valid", { step: "hash", found: "not-kept" }]);
  // Whoever had our seal and a token, which the code leads to, could put any face around it.
  const seal = await sealFor({ certificateId: certificate.id });
  const face = await drawTranscript(certificate.facts, (await transcriptOf(certificate, null))!, seal);
  const faced = await lookAtFile(face);
  expect([faced.verdict, faced.steps[0]]).toEqual(["unknown-file", { step: "hash", found: "sealed-unkept" }]);
});

test("one that names a key of ours and is nested beyond following is altered, and no error", async () => {
  const { files } = await issued();
  const credential = JSON.parse(Buffer.from(files[3]!).toString()) as { credentialSubject: object };
  const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
  for (const changed of [
    { ...credential, "@context": "deep" },
    { ...credential, credentialSubject: { ...credential.credentialSubject, more: "deep" } },
  ]) {
    const bytes = Buffer.from(JSON.stringify(changed).replace('"deep"', deep));
    expect(await lookAtFile(bytes)).toMatchObject({ verdict: "altered", says: null });
  }
});

test("five hundred files that are none get an answer, and none of them is good", async () => {
  const { files } = await issued();
  const broken = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((json) => Buffer.from(json)),
    fc
      .tuple(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }))
      .map(([file, at, change]) => {
        const copy = Uint8Array.from(file);
        copy[at % copy.length]! ^= change;
        return copy;
      }),
    fc.tuple(fc.constantFrom(...files), fc.double({ min: 0, max: 0.99, noNaN: true })).map(([file, part]) =>
      file.subarray(0, Math.floor(file.length * part)),
    ), // prettier-ignore
    fc.constantFrom(...files).map((file) => Buffer.concat([file, Buffer.from("%PDF-1.7 more")])),
  );
  await fc.assert(
    fc.asyncProperty(broken, async (bytes) => {
      const { verdict, says } = await lookAtFile(bytes);
      // A drawing around a badge is not signed: it may change, and what is inside still holds.
      const svg = Buffer.from(bytes).subarray(0, 4).toString() === "<svg";
      if (!svg) expect(exitCodeOf(verdict), Buffer.from(bytes).toString("latin1").slice(0, 200)).not.toBe(0);
      if (exitCodeOf(verdict) === 1) expect(says).toBeNull();
    }),
    { numRuns: 500 },
  );
}, 120_000);
