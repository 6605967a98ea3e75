import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { certificateFile } from "#app/features/credentials/certificate-files.server.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { checkCode } from "#app/features/certification/check-certificate.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import {
  answerDataRequest,
  askForData,
  enterDataRequest,
  listDataRequests,
  myDataRequests,
} from "#app/features/rights/data-requests.server.ts";
import { nameKey } from "#app/features/certification/name-hash.server.ts";
import { planErasure } from "#app/features/rights/erasure.server.ts";
import { ERASE_HELD } from "#app/features/rights/held-records.server.ts";
import { myDataArchive } from "#app/features/rights/my-data.server.ts";
import { rightsWork } from "#app/features/rights/rights-work.server.ts";
import { askForName } from "#app/features/rights/name-changes.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, Prisma, rowsOf, sql } from "#app/infra/db.server.ts";
import { env } from "#app/infra/env.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Grant } from "#app/lib/actor.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import { actorFor, auditOf, makeCohort, makePerson } from "#tests/support/learning-fixture.ts";
import { newLink } from "#app/features/admission/application-links.server.ts";
import { makeApplication, makeCall } from "#tests/support/admission-fixture.ts";
import { candidacyRow } from "#tests/support/candidacy-row.ts";
import { makeExam } from "#tests/support/exam-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { finishedCohort, plainCourse } from "#tests/support/certification-fixture.ts";

const everywhere = async () => actorFor(await makePerson("Petra"), [{ kind: "all", id: "" }]);

/** Somebody with something of every sort, and a word in each that can be looked for. */
async function canary() {
  const word = `Zq${newId().slice(-12).replaceAll("f", "x")}`; // an "ff" in print is one letter
  const cohort = await finishedCohort([word], { reportState: "validated" });
  const { personId, enrolmentId } = cohort.learners[0]!;
  await db.person.update({
    where: { id: personId },
    data: { email: `${word}@rumdul.example`.toLowerCase(), phone: "+855 12 345 678", printedName: word },
  });
  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  for (const certificate of await certificatesOf(personId)) await certificateFile(certificate);
  await db.actionPlanGoal.create({
    data: {
      enrolmentId,
      moduleId: "intro",
      unitId: "plan",
      goal: word,
      firstStep: "",
      byDate: "2026-12-01",
      indicator: "",
      updatedAt: now(),
    },
  });
  const bytes = new Uint8Array(Buffer.from(`%PDF-1.7 ${word}`));
  await askForName(actorFor(personId), {
    printedName: word.replaceAll(/\d/g, "a"),
    printedNameLocal: "",
    why: "other",
    words: word,
    evidence: { arrayBuffer: () => Promise.resolve(bytes.buffer) },
  });
  await db.cohort.update({ where: { id: cohort.cohortId }, data: { closedAt: now() } });
  return { word, personId };
}

/** Tables of the database that hold the word, whichever column. */
async function tablesWith(word: string): Promise<string[]> {
  const found: string[] = [];
  for (const model of Object.keys(Prisma.ModelName)) {
    const rows = await rowsOf(sql`SELECT * FROM ${Prisma.raw(`"${model}"`)}`);
    if (JSON.stringify(rows).toLowerCase().includes(word.toLowerCase())) found.push(model);
  }
  return found;
}

async function filesWith(word: string): Promise<string[]> {
  const names = await readdir(env.DATA_DIR, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of names.filter((each) => each.isFile() && !/\.db(-\w+)?$/.test(each.name))) {
    const place = path.join(entry.parentPath, entry.name);
    if ((await readFile(place)).includes(word)) found.push(place);
  }
  return found;
}

describe("a request", () => {
  test("is in the register from the day it was asked, and answered in words once", async () => {
    const personId = await makePerson();
    await db.person.update({ where: { id: personId }, data: { email: `${personId}@rumdul.example` } });
    const petra = await everywhere();
    const id = await enterDataRequest(petra, {
      identifier: `${personId}@rumdul.example`,
      kind: "access",
      words: "By letter",
      askedOn: "2020-01-01",
    });
    expect((await listDataRequests("unanswered", 1)).rows[0]).toMatchObject({
      id,
      state: "overdue",
      due: "2020-01-31",
      cameBy: "letter",
    });
    const answer = { outcome: "partly", answer: "Sent by post." } as const;
    const answers = await Promise.all([1, 2, 3].map(() => answerDataRequest(petra, id!, answer)));
    expect(answers.filter((each) => each?.ok)).toHaveLength(1);
    expect(await myDataRequests(personId)).toMatchObject([{ state: "answered", ...answer }]);
    expect(await auditOf(personId)).toEqual(["data-request.made", "data-request.answered"]);
    const mail = await db.outboxMessage.findUniqueOrThrow({ where: { key: `data-request:${id}` } });
    expect(mail.body).toContain("Sent by post.");
    const nobody = { identifier: "nobody-at-all", kind: "access", words: "", askedOn: "2020-01-01" } as const;
    expect(await enterDataRequest(petra, nobody)).toBe(null);
  });
});

describe("an erasure", () => {
  test("lists what it does, and leaves the proof and no name: in no table, in no file", async () => {
    const { word, personId } = await canary();
    const before = await certificatesOf(personId);
    expect((await tablesWith(word)).length).toBeGreaterThan(4);
    expect((await filesWith(word)).length).toBeGreaterThan(1); // the paper, and the certificate
    const id = await askForData(actorFor(personId), { kind: "erasure", words: `I am ${word}` });
    const plan = await planErasure(personId);
    expect(plan).toContainEqual({ kind: "certificates", erasing: "emptied", count: before.length });
    const petra = await everywhere();
    const done = await answerDataRequest(petra, id, { outcome: "done", answer: "Erased." });
    expect(done).toEqual({ ok: true, value: { erased: true } });
    expect(await tablesWith(word)).toEqual([]);
    expect(await filesWith(word)).toEqual([]);
    const after = await certificatesOf(personId);
    const proof = (list: typeof after) =>
      list.map(({ number, code, status, factsSha256, issuedAt, facts: { startDate, endDate, course } }) => ({
        number,
        code,
        status,
        factsSha256,
        issuedAt,
        startDate,
        endDate,
        course,
      }));
    expect(proof(after)).toEqual(proof(before));
    const checked = await checkCode(before[0]!.code);
    expect(checked).toMatchObject({ status: "valid", factsSha256: before[0]!.factsSha256 });
    expect(checked!.facts.holder).toEqual({ name: "—" });
    expect(await auditOf(personId)).toContain("person.erased");
    const left = await planErasure(personId);
    expect(left.filter(({ erasing }) => erasing === "deleted")).toEqual([]);
  });

  test("is refused while they sit in a course or hold a role, and then erases nothing", async () => {
    const { word, personId } = await canary();
    const id = await askForData(actorFor(personId), { kind: "erasure", words: "" });
    const role = { role: "marker", scopeKind: "programme", scopeId: "management", grantedAt: now() };
    await db.roleAssignment.create({ data: { id: newId(), personId, ...role } });
    const petra = await everywhere();
    const answer = { outcome: "done", answer: "Erased." } as const;
    expect(await answerDataRequest(petra, id, answer)).toMatchObject({
      reason: { key: "rights.still-staff" },
    });
    expect((await tablesWith(word)).length).toBeGreaterThan(4);
    await db.roleAssignment.updateMany({ where: { personId }, data: { endedAt: now() } });
    await db.cohort.updateMany({ where: { enrolments: { some: { personId } } }, data: { closedAt: null } });
    await db.enrolment.updateMany({ where: { personId }, data: { status: "active" } });
    expect(await answerDataRequest(petra, id, answer)).toMatchObject({
      reason: { key: "rights.still-learning" },
    });
  });
});

test("whom an organisation gave to be rung is found, shown where they work, and erased; others are not", async () => {
  const { word, personId } = await canary();
  const { email, phone } = await db.person.findUniqueOrThrow({ where: { id: personId } });
  const { organisationId } = await fresh.organisation();
  const elsewhere = await fresh.organisation();
  const contact = async (own: object, at = organisationId) => {
    const id = newId();
    const columns = { name: "Front desk", role: "Training", phone: "", email: "", ...own };
    await db.organisationContact.create({ data: { id, organisationId: at, ...columns } });
    return id;
  };
  const theirs = [await contact({ name: word, phone }), await contact({ email })];
  const unproved = await contact({ name: word, email }, elsewhere.organisationId);
  const desk = await contact({ phone });
  await db.affiliation.create({
    data: { id: newId(), personId, organisationId, from: "2020-01-01", until: "2021-01-01" },
  });
  const { readHeld } = await import("#app/features/rights/held-records.server.ts");
  const read = (await readHeld("contact-for", [personId])) as { id: string }[];
  expect(read.map(({ id }) => id).sort()).toEqual([...theirs].sort());
  expect(await planErasure(personId)).toContainEqual({ kind: "contact-for", erasing: "deleted", count: 3 });
  const id = await askForData(actorFor(personId), { kind: "erasure", words: "" });
  await answerDataRequest(await everywhere(), id, { outcome: "done", answer: "Erased." });
  const left = await db.organisationContact.findMany({ where: { id: { in: [...theirs, unproved, desk] } } });
  expect(left.map((one) => one.id)).toEqual([desk]);
  expect(await tablesWith(word)).toEqual([]);
});

describe("what came in under an address before it was known whose it is", () => {
  test("is erased with the person, other people's is not; a download hands out none of it", async () => {
    const { word, personId } = await canary();
    const { email } = await db.person.findUniqueOrThrow({ where: { id: personId } });
    const callId = await makeCall(await makeCohort(await plainCourse()));
    const applicationId = await makeApplication(callId, { name: word, email });
    const other = await makeApplication(callId);
    await inTransaction((tx) => newLink(tx, applicationId));
    await db.outboxMessage.create({
      data: {
        id: newId(),
        key: newId(),
        personId: null,
        address: email!,
        kind: "application-received",
        locale: "en",
        subject: "",
        body: word,
        createdAt: now(),
        sendAfter: now(),
        attempts: 0,
      },
    });
    const { readHeld } = await import("#app/features/rights/held-records.server.ts");
    expect(await readHeld("applications", [personId])).toEqual([]);
    expect(await planErasure(personId)).toContainEqual({
      kind: "applications",
      erasing: "deleted",
      count: 1,
    });
    const id = await askForData(actorFor(personId), { kind: "erasure", words: "" });
    await answerDataRequest(await everywhere(), id, { outcome: "done", answer: "Erased." });
    expect(await tablesWith(word)).toEqual([]);
    expect(await db.application.count({ where: { id: other } })).toBe(1);
  });
});

describe("my data", () => {
  test("is one archive of everything held, certificates too, and no secret", async () => {
    const { word, personId } = await canary();
    await db.person.update({ where: { id: personId }, data: { passwordHash: "the-secret-hash" } });
    const { t } = wordsFor("en", "UTC");
    const archive = await myDataArchive(actorFor(personId), t);
    const bytes = Buffer.from(await new Response(archive).arrayBuffer());
    const [certificate] = await certificatesOf(personId);
    // The names of the directory at its end are plain text; so is what is said of them in the first, stored file.
    for (const name of [
      "READ-ME.txt",
      "account.json",
      "certificates.json",
      ...["pdf", "json", "jwt", "png", "svg"].map((as) => `certificates/${certificate!.number}.${as}`),
      `certificates/${certificate!.number}-transcript.pdf`,
      "certificates/snapshot.json",
    ])
      expect(bytes.includes(name), name).toBe(true);
    expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
    const { readHeld } = await import("#app/features/rights/held-records.server.ts");
    const account = JSON.stringify(await readHeld("account", [personId]));
    expect(account).toContain(word);
    expect(account).not.toContain("the-secret-hash");
    expect(await auditOf(personId)).toContain("person.data-downloaded");
  });
});

describe("exams", () => {
  test("no question and no marker is handed out, marks once released; what happened is erased with them", async () => {
    const personId = await makePerson();
    const candidacyId = newId();
    await db.candidacy.create({ data: candidacyRow(candidacyId, personId) });
    const [markerId, by] = [newId(), newId()];
    const answers = { create: { itemId: "secret-item", value: `"my answer"`, savedAt: now() } };
    const given = JSON.stringify([{ item: "secret-item", points: 50, comment: "too short" }]);
    const marks = { create: { round: 1, markerId, marks: given, at: now() } };
    const { sittingId, scriptId } = await makeExam(candidacyId, { script: { number: 1234, answers, marks } });
    const tell = (number: number | null, words: string) =>
      db.examIncident.create({ data: { id: newId(), sittingId, number, words, at: now(), by } });
    await tell(1234, "felt ill");
    await tell(5678, "came late");
    await tell(null, "a power cut");
    const { readHeld } = await import("#app/features/rights/held-records.server.ts");
    const read = async () => JSON.stringify(await readHeld("exams", [personId]));

    const before = await read();
    for (const word of ["my answer", "felt ill"]) expect(before).toContain(word);
    for (const word of ["secret-item", markerId, by, "too short", "came late", "power cut"])
      expect(before, word).not.toContain(word);
    await db.examScript.update({ where: { id: scriptId }, data: { releasedAt: now() } });
    const released = await read();
    expect(released).toContain(`{"points":50,"comment":"too short"}`);
    for (const word of ["secret-item", markerId]) expect(released, word).not.toContain(word);

    expect(await planErasure(personId)).toContainEqual({ kind: "exams", erasing: "emptied", count: 2 });
    const key = await nameKey();
    await inTransaction((tx) => ERASE_HELD.exams(tx, personId, { certificates: [], evidence: [] }, key));
    const left = await db.examIncident.findMany({ where: { sittingId }, orderBy: { words: "asc" } });
    expect(left.map(({ words }) => words)).toEqual(["", "a power cut", "came late"]);
    // Somebody without an exam has no incidents.
    expect(await readHeld("exams", [await makePerson()])).toEqual([]);
  });
});

describe("the work list", () => {
  const holding = (personId: string, ...grants: Grant[]): Actor => ({ ...actorFor(personId), grants });
  const officerOf = (programme: string): Grant => ({
    role: "certification-officer",
    scope: { kind: "programme", id: programme },
  });
  const platform: Grant = { role: "platform-administrator", scope: { kind: "all", id: "" } };
  const counts = async (actor: Actor) =>
    Object.fromEntries((await rightsWork(actor)).map(({ kind, count }) => [kind, count]));

  test("counts what waits for whom: names to the officer of the programme, requests to the platform", async () => {
    await db.nameChange.updateMany({ data: { state: "declined" } });
    await db.dataRequest.updateMany({ where: { answeredAt: null }, data: { answeredAt: now() } });
    const [officer, platformHolder] = [await makePerson("Officer"), await makePerson("Petra")];
    expect(await counts(holding(officer, officerOf("management"), platform))).toEqual({});

    const { personId } = await canary(); // asks for a name
    const id = await askForData(actorFor(personId), { kind: "access", words: "" });
    expect(await counts(holding(officer, officerOf("management")))).toEqual({ "name-changes": 1 });
    expect(await counts(holding(officer, officerOf("financial-education")))).toEqual({});
    expect(await counts(holding(personId, officerOf("management")))).toEqual({}); // nobody decides on their own
    expect(await counts(holding(platformHolder, platform))).toEqual({ "data-requests": 1 });
    await answerDataRequest(await everywhere(), id, { outcome: "done", answer: "Here." });
    expect(await counts(holding(platformHolder, platform))).toEqual({});
    expect(await counts(holding(platformHolder))).toEqual({});
  });
});
