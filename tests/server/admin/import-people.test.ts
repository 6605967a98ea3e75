import { beforeEach, describe, expect, test } from "vitest";
import { enrolPeople } from "#app/features/cohorts/enrol-people.server.ts";
import { readEntry } from "#app/features/identity/import-entry.ts";
import { readKnown } from "#app/features/identity/import-known.server.ts";
import { planImport } from "#app/features/identity/import-people.ts";
import { confirmImport, previewImport } from "#app/features/identity/import-people.server.ts";
import { ChangedMeanwhile, writeImport } from "#app/features/identity/import-write.server.ts";
import { placesFor } from "#app/features/identity/organisations.server.ts";
import { readPeopleCsv } from "#app/features/identity/people-csv.server.ts";
import { NO_LEAVERS } from "#app/features/identity/staff-list.ts";
import { openSessionsOf, startSession } from "#app/features/identity/session.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { actorWith, everybody, makeAccount, makeOrganisation } from "#tests/support/identity-fixture.ts";
import { auditOf, enrolLearner, makeCohort, publishCourse } from "#tests/support/learning-fixture.ts";

let organisationId: string;
let head: Actor;
let administrator: Actor;

beforeEach(async () => {
  organisationId = await makeOrganisation();
  await db.organisationUnit.createMany({
    data: ["Takeo", "Kampot"].map((name) => ({ id: newId(), organisationId, name, kind: "branch" })),
  });
  const account = await makeAccount({
    name: "Training Head",
    affiliation: { organisationId, from: "2026-01-01" },
    roles: [{ role: "training-head", scope: { kind: "organisation", id: organisationId } }],
  });
  head = actorWith(account.personId, { kind: "organisation", id: organisationId });
  administrator = actorWith((await makeAccount({ name: "Administrator" })).personId, everybody);
});

const DEFAULTS = { locale: "fr", timeZone: "Asia/Phnom_Penh" };

async function preview(actor: Actor, csv: string) {
  const result = await previewImport(actor, new TextEncoder().encode(csv), { organisationId, ...DEFAULTS });
  if (!result.ok) throw new Error(result.reason.key);
  return result.value;
}

async function confirm(actor: Actor, carried: string[]) {
  const result = await confirmImport(actor, carried);
  if (!result.ok) throw new Error(result.reason.key);
  return result.value;
}

async function importAs(actor: Actor, csv: string) {
  const { carried, preview: seen } = await preview(actor, csv);
  const confirmed = await confirm(actor, carried);
  if (confirmed.kind !== "imported") throw new Error(confirmed.kind);
  return { seen: seen.counts, ...confirmed.imported };
}

const peopleHere = () =>
  db.person.findMany({
    where: { affiliations: { some: { organisationId } }, id: { not: head.personId } },
    orderBy: { username: "asc" },
    include: { affiliations: { orderBy: { id: "asc" } } },
  });

/** Everything an import could touch. */
const everything = async () => ({
  people: await db.person.findMany({ orderBy: { id: "asc" } }),
  affiliations: await db.affiliation.findMany({ orderBy: { id: "asc" } }),
  enrolments: await db.enrolment.findMany({ orderBy: { id: "asc" } }),
  audit: await db.auditEntry.count(),
});

const address = () => `${newId()}@imf.example`;

test("looking changes nothing; confirming does what was shown", async () => {
  const email = address();
  const csv = `Nom complet;E-mail;Agence;Matricule;Sexe\nHélène Sœur;${email};Takeo;007;F\nSok Dara;;Kampot;008;\nPol;faux;;;\n`;
  const before = await everything();
  const { preview: seen, carried } = await preview(head, csv);
  expect(await everything()).toEqual(before);
  expect(seen.counts).toEqual({ new: 2, same: 0, update: 0, leave: 0, left: 0, cannot: 1 });
  expect(seen.rows[0]).toMatchObject({ row: 4, kind: "cannot", reasons: [{ key: "email-wrong" }] });

  const confirmed = await confirm(head, carried);
  if (confirmed.kind !== "imported") throw new Error(confirmed.kind);
  const [helene, sok] = await peopleHere();
  expect(helene).toMatchObject({
    name: "Hélène Sœur",
    email,
    sex: "female",
    locale: "fr",
    passwordHash: null,
  });
  expect(helene?.affiliations).toMatchObject([{ staffNumber: "007", from: "2026-11-02", until: null }]);
  expect(confirmed.imported.withoutAddress).toEqual([sok?.id]);
  expect(confirmed.imported.withAddress).toEqual([helene?.id]);
  expect(await auditOf(sok!.id)).toEqual(["person.created"]);
});

test("the same list again changes nothing, also with other letters and another separator", async () => {
  const csv = `Name,E-mail,Branch,Staff number,Position\nAwa Diop,${address()},Takeo,1,Teller\nChan Mony,,Kampot,2,\nRoth,,,,\n`;
  expect((await importAs(head, csv)).seen.new).toBe(3);
  const after = await everything();
  const again = await importAs(head, csv.replace("Awa Diop", "AWA DIOP").replaceAll(",", ";"));
  expect(again.seen).toEqual({ new: 0, same: 3, update: 0, leave: 0, left: 0, cannot: 0 });
  expect(await everything()).toEqual(after);
  expect(again.withoutAddress).toHaveLength(2);
});

test("sent twice, at once or later, people come once and both answers are the same", async () => {
  const csv = `Name,Staff number\n${Array.from({ length: 30 }, (_, index) => `Learner ${index},${index}`).join("\n")}`;
  const { carried } = await preview(head, csv);
  const [one, two] = await Promise.all([confirm(head, carried), confirm(head, carried)]);
  const three = await confirm(head, carried);
  expect([one.kind, two.kind, three.kind]).toEqual(["imported", "imported", "imported"]);
  expect(await peopleHere()).toHaveLength(30);
  const ids = [one, two, three].map(
    (each) => each.kind === "imported" && [...each.imported.withoutAddress].sort(),
  );
  expect(ids[1]).toEqual(ids[0]);
  expect(ids[2]).toEqual(ids[0]);
});

test("when an address is taken after looking, nothing is imported and the list is shown anew", async () => {
  const email = address();
  const { carried } = await preview(head, `Name,E-mail\nAwa,${address()}\nChan,${email}\n`);
  await makeAccount({ name: "Somebody Else", email });
  const before = await everything();
  const confirmed = await confirm(head, carried);
  if (confirmed.kind !== "changed") throw new Error(confirmed.kind);
  expect(confirmed.previewed.preview.counts).toEqual({
    new: 1,
    same: 0,
    update: 0,
    leave: 0,
    left: 0,
    cannot: 1,
  });
  expect(await everything()).toEqual(before);
  expect((await confirm(head, confirmed.previewed.carried)).kind).toBe("imported");
});

/** What a list would do, as it is when it has just been looked at. */
async function plan(csv: string) {
  const file = readPeopleCsv(csv);
  if (!file.ok) throw new Error(file.reason.key);
  const { letterM } = file.value;
  const setting = {
    places: await placesFor(head),
    organisationId,
    placeNeeded: true,
    today: today(),
    letterM,
  };
  const entries = file.value.rows.map((row) => readEntry(row, setting));
  return planImport(entries, await readKnown(db, head, entries));
}

const write = (planned: Awaited<ReturnType<typeof plan>>) =>
  inTransaction((tx) => writeImport(tx, head, planned, NO_LEAVERS, { organisationId, ...DEFAULTS }));

test("one row that fails while writing leaves none of the others", async () => {
  const email = address();
  const planned = await plan(`Name,E-mail,Staff number\nAwa,${address()},1\nChan,,2\nRoth,${email},3\n`);
  await makeAccount({ name: "Faster", email });
  const before = await everything();
  await expect(write(planned)).rejects.toThrow();
  expect(await everything()).toEqual(before);
});

test("a person who changed between looking and writing is not overwritten, and nobody else is written", async () => {
  const affiliation = { organisationId, staffNumber: "9", from: "2026-01-01" };
  const { personId } = await makeAccount({ affiliation });
  const csv = "Name,Staff number,Phone\nAwa,8,\nSok Dara,9,012 345 678\n";
  const { carried } = await preview(head, csv);
  const planned = await plan(csv);
  const data = { phone: "099 999 999", searchText: "sok dara 099999999" };
  await db.person.update({ where: { id: personId }, data });
  const before = await everything();
  await expect(write(planned)).rejects.toThrow(ChangedMeanwhile);
  expect((await confirm(head, carried)).kind).toBe("changed");
  expect(await everything()).toEqual(before);
});

describe("people who are there already", () => {
  test("get what the list adds; their old place ends the day before", async () => {
    const { personId } = await makeAccount({
      email: address(),
      affiliation: { organisationId, position: "Teller", staffNumber: "9", from: "2026-01-01" },
    });
    const { seen } = await importAs(
      head,
      "Name,Staff number,Phone,Branch\nSok Dara Keo,9,012 345 678,Takeo\n",
    );
    expect(seen).toEqual({ new: 0, same: 0, update: 1, leave: 0, left: 0, cannot: 0 });
    const [person] = await peopleHere();
    expect(person).toMatchObject({ name: "Sok Dara Keo", phone: "012 345 678" });
    expect(person?.searchText).toContain("sok dara keo");
    expect(person?.affiliations).toMatchObject([
      { position: "Teller", until: "2026-11-01" },
      { position: "Teller", staffNumber: "9", from: "2026-11-02", until: null },
    ]);
    expect(await auditOf(personId)).toContain("person.profile-changed");
  });

  test("a new name is also the one cohorts are sorted by", async () => {
    const { personId, enrolmentId } = await enrolLearner(await publishCourse());
    await db.affiliation.create({
      data: { id: newId(), personId, organisationId, staffNumber: "5", from: "2026-01-01" },
    });
    await importAs(head, "Name,Staff number\nDara Âme,5\n");
    expect(await db.enrolment.findUnique({ where: { id: enrolmentId } })).toMatchObject({
      sortName: "dara ame",
    });
  });

  test("staff are left alone by a training head, and strangers are not told about", async () => {
    const staff = await makeAccount({
      name: "Vanna Trainer",
      affiliation: { organisationId, staffNumber: "77", from: "2026-01-01" },
      roles: [{ role: "trainer", scope: { kind: "cohort", id: newId() } }],
    });
    const stranger = address();
    await makeAccount({ name: "Elsewhere Person", email: stranger });
    const before = await everything();
    const { preview: seen } = await preview(
      head,
      `Name,Staff number,E-mail\nVanna Trainer,77,${address()}\nElsewhere Person,,${stranger}\n`,
    );
    expect(seen.rows.map(({ reasons }) => reasons.map(({ key }) => key))).toEqual([
      ["staff"],
      ["email-taken"],
    ]);
    expect(JSON.stringify(seen)).not.toContain(staff.username);
    expect(await everything()).toEqual(before);
  });
});

describe("what was looked at is what is confirmed", () => {
  test("by the same person only, and unchanged", async () => {
    const { carried } = await preview(head, "Name,Staff number\nAwa,1\n");
    const tampered = [carried.join("").replace(/^import:../, "import:AA")];
    for (const [actor, pieces] of [[administrator, carried], [head, tampered], [head, [""]]] as const)
      expect(await confirmImport(actor, [...pieces])).toEqual({ ok: false, reason: { key: "import.too-old" } }); // prettier-ignore
    expect(await peopleHere()).toEqual([]);
  });

  test("a training head places people in their own organisation and nowhere else", async () => {
    const other = await db.organisation.findUniqueOrThrow({ where: { id: await makeOrganisation() } });
    const csv = `Name,Staff number,Organisation\nAwa,1,${other.name}\n`;
    expect((await preview(head, csv)).preview.rows[0]).toMatchObject({
      reasons: [{ key: "organisation-unknown" }],
    });
    expect((await preview(administrator, csv)).preview.counts.new).toBe(1);
  });
});

test("a thousand people come in one transaction, with usernames that tell namesakes apart", async () => {
  const rows = Array.from(
    { length: 1000 },
    (_, index) => `Sok Dara ${index % 10 === 0 ? "" : index},N${index}`,
  );
  const { counts } = (await preview(head, `Name,Staff number\n${rows.join("\n")}`)).preview;
  expect(counts).toEqual({ new: 1000, same: 0, update: 0, leave: 0, left: 0, cannot: 0 });
  const { preview: done } = await importAs(head, `Name,Staff number\n${rows.join("\n")}`);
  expect(done.counts.new).toBe(1000);
  expect(done.rows).toHaveLength(500);
  expect(await peopleHere()).toHaveLength(1000);
}, 60_000);

test("a list enrols everybody on it, also those who are known; sent again it enrols nobody twice", async () => {
  const cohortId = await makeCohort(await publishCourse());
  const known = address();
  await importAs(administrator, `Name,E-mail\nSok Dara,${known}\n`);
  const csv = `Name,E-mail\nSok Dara,${known}\nKim Bopha,${address()}\nNobody,not an address\n`;
  const first = await importAs(administrator, csv);
  expect(first.everybody).toHaveLength(2);
  expect(await enrolPeople(administrator, cohortId, first.everybody)).toEqual({ ok: true, value: 2 });
  const again = await importAs(administrator, csv);
  expect(await enrolPeople(administrator, cohortId, again.everybody)).toEqual({ ok: true, value: 0 });
  expect(await db.enrolment.count({ where: { cohortId } })).toBe(2);
});

describe("the staff list of a month", () => {
  const header = "Staff number;Name;Branch;Position;Phone;Joined;Left";
  const staffList = async (rows: string[], complete = true) => {
    const csv = new TextEncoder().encode([header, ...rows, ""].join("\r\n"));
    const looked = await previewImport(head, csv, { organisationId, ...DEFAULTS, complete });
    if (!looked.ok) throw new Error(looked.reason.key);
    return looked.value;
  };
  const monthOf = async (rows: string[]) => {
    const { carried } = await staffList(rows);
    const confirmed = await confirm(head, carried);
    if (confirmed.kind !== "imported") throw new Error(confirmed.kind);
    return confirmed.imported;
  };
  const row = (number: number, own = "Takeo;Officer;;2026-02-01;") => `N-${number};Person ${number};${own}`;
  const first = [1, 2, 3, 4, 5, 6].map((number) => row(number));
  const workers = async () =>
    (await peopleHere())
      .filter(({ affiliations }) => affiliations.some(({ until }) => until === null || until >= today()))
      .map(({ name }) => name);

  test("joiners come, transfers are dated, leavers are closed; sent again it changes nothing", async () => {
    await monthOf(first);
    expect((await peopleHere()).map(({ affiliations }) => affiliations[0]!.from)).toEqual(
      first.map(() => "2026-02-01"),
    );
    await db.affiliation.updateMany({ where: { organisationId }, data: { from: "2026-02-01" } });
    const [, leaver] = await peopleHere();
    await startSession(leaver!.id, "phone");
    const second = [
      row(1, "Kampot;Senior officer;;;"),
      row(2, "Takeo;Officer;;;31/10/2026"),
      row(3),
      row(4),
      row(5),
      row(7, "Takeo;Officer;;2026-11-02;"),
    ];
    const { preview: seen } = await monthOf(second);
    expect(seen.counts).toEqual({ new: 1, update: 1, same: 3, leave: 1, left: 0, cannot: 0 });
    expect(seen.leavers.map(({ name }) => name)).toEqual(["Person 6"]);
    expect(await workers()).toEqual(["Person 1", "Person 3", "Person 4", "Person 5", "Person 7"]);
    const moved = (await peopleHere())[0]!;
    expect(moved.affiliations.map(({ from, until }) => [from, until])).toEqual([
      ["2026-02-01", addDays(today(), -1)],
      [today(), null],
    ]);
    expect((await openSessionsOf(leaver!.id, null)).length).toBe(0);
    expect(await auditOf(leaver!.id)).toContain("affiliation.ended");
    const before = await everything();
    const again = await staffList(second);
    expect(again.preview.counts).toMatchObject({ new: 0, update: 0, leave: 0, same: 5, left: 1 });
    expect(again.preview.leavers).toEqual([]);
    await confirm(head, again.carried);
    expect(await everything()).toEqual(before);
  });

  test("half a list closes nobody and says why; of another organisation nobody is closed", async () => {
    await monthOf(first);
    const elsewhere = await makeOrganisation();
    const colleague = await makeAccount({ affiliation: { organisationId: elsewhere, from: "2026-01-01" } });
    const half = await staffList(first.slice(0, 3));
    expect(half.preview).toMatchObject({ leavers: [], tooMany: { missing: 3, staff: 6 } });
    await confirm(head, half.carried);
    expect(await workers()).toHaveLength(6);
    await monthOf(first.slice(0, 6));
    const there = await db.affiliation.findFirstOrThrow({ where: { personId: colleague.personId } });
    expect(there.until).toBe(null);
    expect((await staffList(first.slice(0, 2), false)).preview.leavers).toEqual([]);
  });
});
