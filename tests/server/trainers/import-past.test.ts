import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { ZipFile } from "yazl";
import { candidacyInReach } from "#app/features/trainers/candidacies/candidacies.server.ts";
import { findCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import { checkTrainerNumber } from "#app/features/trainers/certifications/check-certification.server.ts";
import {
  importPast,
  importPastArchive,
  previewPast,
} from "#app/features/trainers/certifications/import-past.server.ts";
import { topicsOf } from "#app/features/trainers/schemes/topics.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, statementsSoFar } from "#app/infra/db.server.ts";
import { conflictsWith } from "#app/features/trainers/candidacies/conflict.server.ts";
import { recordCertification } from "#app/features/trainers/certifications/record-certification.server.ts";
import { FACILITATOR_SCHEME, TRAINER_SCHEME } from "#app/features/trainers/schemes/first-schemes.ts";
import { writeScheme } from "#app/features/trainers/schemes/scheme-text.ts";
import { openFile } from "#app/infra/files.server.ts";
import { pastPapers, pastPaperToOpen } from "#app/features/trainers/certifications/past-papers.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, addYears } from "#app/lib/calendar-day.ts";
import { employ } from "#tests/support/attestation-fixture.ts";
import { missingNow } from "#app/features/trainers/candidacies/candidacy.ts";
import { act, record } from "#prisma/seed/candidate-story.ts";
import { masterTrainer } from "#tests/support/candidacy-fixture.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import * as fresh from "#tests/support/fresh.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

async function officer(id = "management"): Promise<Actor> {
  const scope = { kind: "all", id: "" } as const;
  const grants = [
    {
      role: "certification-officer" as const,
      scope: id === "all" ? scope : { kind: "programme" as const, id },
    },
  ];
  return { ...actorFor(await makePerson("Officer"), [scope]), grants };
}

async function person(name: string): Promise<{ id: string; username: string }> {
  const id = await makePerson(name);
  const { username } = await db.person.findUniqueOrThrow({ where: { id } });
  return { id, username };
}

const HEADINGS = "Person;Scheme;Language;Number;Valid from;Valid until;Stage;Since;Evidence;Colour;Topics";
const list = (...rows: string[]) => new TextEncoder().encode([HEADINGS, ...rows].join("\r\n"));
const kinds = (rows: readonly { decision: { kind: string } }[]) => rows.map(({ decision }) => decision.kind);

async function both(actor: Actor, bytes: Uint8Array) {
  const looked = await previewPast(actor, bytes);
  if (!looked.ok) throw new Error(looked.reason.key);
  const done = await importPast(actor, looked.value.carried);
  if (!done.ok) throw new Error(done.reason.key);
  return { looked: looked.value, done: done.value };
}

test("ten years of periods, a founding master trainer and a candidate in mid-phase; the list sent again changes nothing", async () => {
  const actor = await officer();
  const [holder, candidate] = [await person("Holder"), await person("Candidate")];
  const from = addYears(today(), -1);
  const since = addDays(today(), -60);
  const n = holder.username.toUpperCase();
  const bytes = list(
    `${holder.username};trainer;km;OLD-A-${n};2016-01-01;2018-12-31;;;Folder 1, page 4;red`,
    `${holder.username};trainer;km;OLD-B-${n};${addYears(from, -3)};;;;Folder 1, page 9`,
    `${holder.username};trainer;km;OLD-C-${n};${from};;;;Folder 2`,
    `${holder.username};master trainer;km;MT-1-${n};${from};;;;Letter of the founders`,
    `${candidate.username};trainer;fr;;;;provisional;${since};Minutes of the panel`,
    `nobody-of-this-name;trainer;km;OLD-D-${n};2016-01-01;;;;Folder 1`,
  );
  const before = await db.certification.count();
  const looked = await previewPast(actor, bytes);
  expect(looked.ok && looked.value.unknown).toEqual(["Colour"]);
  expect(await db.certification.count()).toBe(before);
  const { done } = await both(actor, bytes);
  expect(kinds(done.rows)).toEqual(["new", "new", "new", "new", "new", "cannot"]);

  const rows = await db.certification.findMany({
    where: { personId: holder.id },
    orderBy: { number: "asc" },
  });
  expect(rows.map(({ number }) => number)).toEqual([`MT-1-${n}`, `OLD-A-${n}`, `OLD-B-${n}`, `OLD-C-${n}`]);
  const statusOf = async (id: string) => (await findCertification(actor, id))!.standing?.status;
  expect(await Promise.all(rows.map(({ id }) => statusOf(id)))).toEqual([
    "active",
    "superseded",
    "superseded",
    "active",
  ]);
  const during = { on: addDays(from, -30), known: today() };
  expect((await findCertification(actor, rows[2]!.id, during))!.standing?.valid).toBe(true);
  expect(await checkTrainerNumber(`OLD-C-${n}`)).toMatchObject({ imported: true, number: `OLD-C-${n}` });
  expect(await auditOf(rows[1]!.id)).toEqual(["certification.recorded", "certification.succeeded"]);

  const row = await db.candidacy.findFirstOrThrow({ where: { personId: candidate.id } });
  expect(row).toMatchObject({ state: "provisional", enteredOn: since, dueOn: addYears(since, 1) });
  expect((await candidacyInReach(actor, row.id))!.read.entries[0]).toMatchObject({
    kind: "opened",
    reason: "Minutes of the panel",
  });
  expect(await auditOf(row.id)).toContain("candidacy.imported");

  const again = await both(actor, bytes);
  expect(kinds(again.done.rows)).toEqual(["same", "same", "same", "same", "same", "cannot"]);
  expect(await db.certification.count({ where: { personId: holder.id } })).toBe(4);
  expect(await db.certificationFact.count({ where: { certification: { personId: holder.id } } })).toBe(2);
  expect(await db.candidacyEvent.count({ where: { candidacyId: row.id } })).toBe(1);
});

test("what is not in the list stays as it is: another language's periods, another scheme's, also of the same person", async () => {
  const actor = await officer();
  const holder = await person("Holder");
  const n = holder.username.toUpperCase();
  const there = ["fr", "km"].flatMap((language) =>
    ["2018-01-01", "2021-01-01"].map((validFrom) =>
      certificationRow(holder.id, { language, validFrom, validUntil: addDays(addYears(validFrom, 3), -1) }),
    ),
  );
  for (const data of there) await db.certification.create({ data });
  await both(actor, list(`${holder.username};trainer;fr;PAST-${n};2015-01-01;2017-12-31;;;Folder`));
  const facts = await db.certificationFact.findMany({
    where: { certification: { personId: holder.id } },
    select: { kind: true, day: true, word: true, certification: { select: { language: true } } },
    orderBy: { day: "asc" },
  });
  expect(facts).toEqual(
    ["2018-01-01", "2021-01-01"].map((day) => ({
      kind: "succeeded",
      day,
      word: "renewed",
      certification: { language: "fr" },
    })),
  );
});

test("behind a facilitator stands the employer of the first day; where that is not known, the one of today", async () => {
  const actor = await officer("all");
  const [moved, lately] = [await person("Moved"), await person("Lately")];
  const [before, after] = [newId(), newId()];
  for (const id of [before, after])
    await db.organisation.create({
      data: { id, name: `Employer ${id}`, kind: "mfi", country: "KH", createdAt: now() },
    });
  const works = (personId: string, organisationId: string, from: string, until: string | null) =>
    db.affiliation.create({ data: { id: newId(), personId, organisationId, from, until } });
  await works(moved.id, before, "2018-01-01", "2020-06-30");
  await works(moved.id, after, "2020-07-01", null);
  await works(lately.id, after, addDays(today(), -3), null);
  const [m, l] = [`FE-M-${moved.username}`.toUpperCase(), `FE-L-${lately.username}`.toUpperCase()];
  await both(
    actor,
    list(
      `${moved.username};facilitator;km;${m};2020-01-01;;;;Folder;;all`,
      `${lately.username};facilitator;km;${l};${addDays(today(), -90)};;;;Folder;;Épargne, budget`,
    ),
  );
  const behind = await db.attestation.findMany({
    where: { personId: { in: [moved.id, lately.id] } },
    select: { organisationId: true, certification: { select: { number: true, topics: true } } },
  });
  expect(behind.map(({ certification }) => certification.topics).sort()).toEqual([
    '["budget","saving"]',
    JSON.stringify(topicsOf("fe-facilitator")),
  ]);
  expect(Object.fromEntries(behind.map((row) => [row.certification.number, row.organisationId]))).toEqual({
    [m]: before,
    [l]: after,
  });
});

test("one's own record, another programme's scheme, and what somebody took meanwhile are not taken", async () => {
  const actor = await officer();
  const own = await db.person.findUniqueOrThrow({ where: { id: actor.personId } });
  const holder = await person("Holder");
  const n = holder.username.toUpperCase();
  const bytes = list(
    `${own.username};trainer;km;OWN-${n};2020-01-01;;;;Folder`,
    `${holder.username};facilitator;km;FE-${n};2020-01-01;;;;Folder;;all`,
    `${holder.username};trainer;km;NEW-${n};2020-01-01;;;;Folder`,
  );
  const looked = await previewPast(actor, bytes);
  if (!looked.ok) throw new Error(looked.reason.key);
  expect(
    looked.value.rows.map(({ decision }) => (decision.kind === "cannot" ? decision.faults : decision.kind)),
  ).toEqual([["own"], ["not-yours"], "new"]);
  const other = await person("Other");
  await both(await officer("all"), list(`${other.username};trainer;en;NEW-${n};2021-01-01;;;;Folder`));
  const done = await importPast(actor, looked.value.carried);
  expect(done.ok && kinds(done.value.rows)).toEqual(["cannot", "cannot", "cannot"]);
  expect(await db.certification.count({ where: { personId: holder.id } })).toBe(0);
});

test("a file without the columns, an empty one and one that is no list are told apart", async () => {
  const actor = await officer();
  const key = async (text: string) => {
    const answer = await previewPast(actor, new TextEncoder().encode(text));
    return answer.ok ? "read" : answer.reason.key;
  };
  expect(await key("a,b,c\n1,2,3")).toBe("past.no-columns");
  expect(await key(`${HEADINGS}\n`)).toBe("import.empty");
  expect(await key("%PDF-1.7 and more")).toBe("import.not-text");
  expect(await importPast(actor, ["!!!!"])).toMatchObject({ ok: false });
});

async function packed(files: Record<string, Uint8Array | string>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}
const pdf = (words: string) => `%PDF-1.7 ${words} ${newId()}`;

test("periods with their papers, in one archive: looked at first, all of it or nothing, each paper with its record", async () => {
  const actor = await officer();
  const [holder, candidate] = [await person("Holder"), await person("Candidate")];
  const n = holder.username.toUpperCase();
  const rows = (...more: string[]) =>
    [
      "Person;Scheme;Language;Number;Valid from;Stage;Since;Evidence;File",
      `${holder.username};trainer;km;ZIP-A-${n};2016-01-01;;;Folder 1;page 4.pdf`,
      `${holder.username};trainer;km;ZIP-B-${n};2019-01-01;;;Folder 1;`,
      `${candidate.username};trainer;fr;;;provisional;${addDays(today(), -60)};Minutes;Minutes.PDF`,
      ...more,
    ].join("\r\n");
  const papers = { "past/page 4.pdf": pdf("A"), "past/minutes.pdf": pdf("minutes") };
  const look = async (files: Record<string, string>) => {
    const looked = await previewPast(actor, await packed(files));
    return looked.ok ? looked.value : looked.reason.key;
  };
  expect(await look({ "past/list.csv": rows(), ...papers, "past/extra.pdf": pdf("?") })).toBe(
    "past.unnamed-files",
  );
  expect(await look(papers)).toBe("past.one-list");

  const bad = await look({
    "list.csv": rows(`nobody-here;trainer;km;ZIP-C-${n};2016-01-01;;;F;`),
    ...papers,
  });
  if (typeof bad === "string") throw new Error(bad);
  expect(await importPastArchive(actor, bad.archive!.staged)).toMatchObject({
    reason: { key: "past.all-or-nothing" },
  });
  expect(await db.certification.count({ where: { personId: holder.id } })).toBe(0);

  const good = await look({ "past/list.csv": rows(), ...papers });
  if (typeof good === "string") throw new Error(good);
  expect([good.counts.new, good.archive!.papers, good.carried]).toEqual([3, 2, []]);
  expect(await db.certification.count({ where: { personId: holder.id } })).toBe(0);
  expect(await importPastArchive(await officer(), good.archive!.staged)).toMatchObject({
    reason: { key: "past.staged-gone" },
  });
  expect((await importPastArchive(actor, good.archive!.staged)).ok).toBe(true);
  expect(await importPastArchive(actor, good.archive!.staged)).toMatchObject({
    reason: { key: "past.staged-gone" },
  });
  const [first, second] = await db.certification.findMany({
    where: { personId: holder.id },
    orderBy: { number: "asc" },
  });
  const [paper] = await pastPapers(first!.id);
  expect([paper!.name, await pastPapers(second!.id)]).toEqual(["page 4.pdf", []]);
  const own = await pastPaperToOpen({ personId: holder.id, grants: [] }, paper!.id);
  expect(await openFile(own!.sha256)).not.toBeNull();
  expect(await pastPaperToOpen({ personId: candidate.id, grants: [] }, paper!.id)).toBeNull();
  expect(await pastPaperToOpen(await officer("all"), paper!.id)).not.toBeNull();
  expect(await db.candidacyFile.count({ where: { candidacy: { personId: candidate.id } } })).toBe(1);
});

test("an archive that says less than it holds is not unpacked further", async () => {
  const actor = await officer();
  const bytes = await packed({ "list.csv": "x".repeat(2_000_000) });
  const entry = Buffer.from(bytes.buffer).lastIndexOf("PK\u0001\u0002", undefined, "latin1");
  new DataView(bytes.buffer).setUint32(entry + 24, 10, true);
  const looked = await previewPast(actor, bytes);
  expect(looked.ok || looked.reason.key).toBe("zip.file-unreadable");
});

test("what somebody close to the officer holds is left to another, line by line", async () => {
  const actor = await officer();
  const [colleague, stranger] = [await person("Colleague"), await person("Stranger")];
  const { organisationId } = await fresh.organisation();
  for (const who of [actor.personId, colleague.id]) await employ(who, { organisationId });
  const line = ({ username }: { username: string }) =>
    `${username};trainer;km;OLD-${newId()};2024-01-01;;;;Folder 1`;
  const { done } = await both(actor, list(line(colleague), line(stranger)));
  expect(done.rows.map(({ decision }) => decision)).toMatchObject([
    { kind: "cannot", faults: ["conflict"] },
    { kind: "new" },
  ]);
  expect(await db.certification.count({ where: { personId: colleague.id } })).toBe(0);
});

const ALL =
  "Person;Scheme;Language;Number;Valid from;Topics;Employer;Suspended;Lifted;Revoked;Reason;Stage;Since;Course ended;Scores;Observed;Assessor;Evidence";
const row = (cells: Partial<Record<string, string>>) =>
  ALL.split(";")
    .map((heading) => cells[heading] ?? "")
    .join(";");

test("what was decided on paper is a fact of its day; the public check says so, and that the record is imported", async () => {
  const actor = await officer("all");
  const [holder, head] = [await person("Holder"), await person("Facilitator")];
  const name = `Caisse ${newId()}`;
  const organisationId = newId();
  await db.organisation.create({
    data: { id: organisationId, name, kind: "mfi", country: "KH", createdAt: now() },
  });
  const day = today();
  const [from, suspended, lifted, revoked] = [addYears(day, -2), addDays(day, -400), addDays(day, -370), addDays(day, -60)]; // prettier-ignore
  const n = holder.username.toUpperCase();
  const common = { Language: "km", Evidence: "Folder 3", "Valid from": from };
  const bytes = new TextEncoder().encode(
    [
      ALL,
      row({ ...common, Person: holder.username, Scheme: "trainer", Number: `R-${n}`, Suspended: suspended, Lifted: lifted, Revoked: revoked, Reason: "Minutes of the board" }),
      row({ ...common, Person: head.username, Scheme: "facilitator", Number: `F-${n}`, Topics: "saving", Employer: name.toUpperCase(), "Valid from": addDays(day, -30) }),
      row({ ...common, Person: holder.username, Scheme: "trainer", Language: "en", Number: `X-${n}`, Revoked: "never" }),
    ].join("\r\n"),
  ); // prettier-ignore
  const { done } = await both(actor, bytes);
  expect(kinds(done.rows)).toEqual(["new", "new", "cannot"]);
  expect(done.rows[2]!.decision).toEqual({ kind: "cannot", faults: ["revoked"] });
  const { id } = await db.certification.findUniqueOrThrow({ where: { number: `R-${n}` } });
  // As known then, too: the board knew.
  const then = async (on: string) =>
    (await findCertification(actor, id, { on, known: on }))!.standing?.status;
  expect(await Promise.all([addDays(day, -401), suspended, lifted, revoked].map(then))).toEqual([
    "active",
    "suspended",
    "active",
    "suspended",
  ]);
  expect(await checkTrainerNumber(`R-${n}`)).toMatchObject({
    imported: true,
    standing: { status: "revoked", day: revoked },
  });
  const facts = (await findCertification(actor, id))!.facts;
  expect(facts.map(({ kind, reason }) => [kind, reason])).toEqual([
    ["suspended", "Minutes of the board"],
    ["lifted", "Minutes of the board"],
    ["revoked", "Minutes of the board"],
  ]);
  const attested = await db.attestation.findFirstOrThrow({ where: { personId: head.id } });
  expect(attested.organisationId).toBe(organisationId);
  expect(kinds((await both(actor, bytes)).done.rows)).toEqual(["same", "same", "cannot"]);
});

test("candidates who wait for the exam or the decision are taken in with what was written down before", async () => {
  const actor = await officer();
  const [sits, waits] = [await person("Sits"), await person("Waits")];
  const lina = await masterTrainer("Lina Okafor");
  const { username } = await db.person.findUniqueOrThrow({ where: { id: lina.personId } });
  const day = today();
  const common = { Scheme: "trainer", Language: "fr", Evidence: "Minutes" };
  const bytes = new TextEncoder().encode(
    [
      ALL,
      row({ ...common, Person: sits.username, Stage: "phase-1-exam", Since: addDays(day, -20), "Course ended": addDays(day, -30) }),
      row({ ...common, Person: waits.username, Stage: "decision", Since: addDays(day, -5), Scores: "4 4 2 4 4 4 4 4 4 4 4 4", Observed: addDays(day, -9), Assessor: username }),
    ].join("\r\n"),
  ); // prettier-ignore
  const { done } = await both(actor, bytes);
  expect(kinds(done.rows)).toEqual(["new", "new"]);
  const read = async (personId: string) => {
    const { id } = await db.candidacy.findFirstOrThrow({ where: { personId } });
    return (await candidacyInReach(actor, id))!;
  };
  const exam = await read(sits.id);
  expect(exam.read.file.facts.stages["phase-1-exam"]).toMatchObject({ endedOn: addDays(day, -30) });
  expect(exam.row.dueOn).toBe(addDays(day, 15));
  const body = { on: addDays(day, -2), score: 7500, releasedOn: day };
  expect((await record(actor, exam.row.id, { kind: "sitting", body }))?.ok).toBe(true);

  const decision = await read(waits.id);
  expect(decision.read.history.assessors).toEqual([lina.personId]);
  expect(decision.read.file.facts.stages["phase-3"]!.scores).toMatchObject({ C1: 4, C3: 2, C12: 4 });
  expect(missingNow(decision.read.file, day).map(({ says }) => says)).toEqual([
    "criteria.below",
    "feedback.few",
    "report.missing",
  ]);
  expect((await act(actor, decision.row.id, "repeat", "C3 once more"))?.ok).toBe(true);
  expect(await db.candidacy.findUnique({ where: { id: decision.row.id } })).toMatchObject({
    state: "phase-3",
  });
  expect(kinds((await both(actor, bytes)).done.rows)).toEqual(["same", "same"]);
});

test("a paper, typed in or from a list, is under the version that was in force on its first day", async () => {
  const validity = { ...TRAINER_SCHEME.validity, lasts: { years: 5 } };
  const text = writeScheme({ ...TRAINER_SCHEME, version: "1.1", validity });
  const published = { publishedAt: new Date("2020-01-01T08:00:00Z"), publishedBy: "test", reason: "Longer" };
  await db.schemeVersion.create({ data: { schemeId: TRAINER_SCHEME.id, position: 2, text, ...published } });
  onTestFinished(async () => {
    await db.schemeVersion.deleteMany({ where: { schemeId: TRAINER_SCHEME.id } });
  });
  const actor = await officer();
  const holder = await person("Holder");
  const n = holder.username.toUpperCase();
  const typed = {
    username: holder.username,
    schemeId: TRAINER_SCHEME.id as "mmw-volume-1-trainer",
    basis: "Minutes",
  };
  for (const [number, validFrom] of [
    ["T-1", "2019-12-31"],
    ["T-2", "2020-01-01"],
  ] as const)
    expect(
      await recordCertification(actor, { ...typed, number: `${number}-${n}`, language: "km", validFrom }),
    ).toMatchObject({ ok: true });
  await both(
    actor,
    list(
      `${holder.username};trainer;fr;L-1-${n};2019-12-31;;;;Folder`,
      `${holder.username};trainer;fr;L-2-${n};2020-01-01;;;;Folder`,
    ),
  );
  const rows = await db.certification.findMany({
    where: { personId: holder.id },
    orderBy: { number: "asc" },
    select: { schemeVersion: true, validUntil: true },
  });
  const [before, since] = [
    { schemeVersion: "1.0", validUntil: "2022-12-30" },
    { schemeVersion: "1.1", validUntil: "2024-12-31" },
  ];
  expect(rows).toEqual([before, since, before, since]);
});

test("whom an officer is close to is asked of a whole list at once", async () => {
  const actor = await officer("all");
  const people = await Promise.all(Array.from({ length: 12 }, () => makePerson("Holder")));
  const { organisationId } = await fresh.organisation();
  for (const one of [actor.personId, people[7]!]) await employ(one, { organisationId });
  const asked = async (some: readonly string[]) => {
    const before = statementsSoFar();
    const found = await conflictsWith(db, actor, some, TRAINER_SCHEME, today());
    return { found: [...found], statements: statementsSoFar() - before };
  };
  const one = await asked([people[7]!]);
  expect(one.found).toEqual([people[7]]);
  expect(await asked(people)).toEqual(one);
  expect((await conflictsWith(db, actor, people, FACILITATOR_SCHEME, today())).size).toBe(0);
});
