import { expect, test } from "vitest";
import { candidacyInReach } from "#app/features/trainers/candidacies.server.ts";
import { findCertification } from "#app/features/trainers/certifications.server.ts";
import { checkTrainerNumber } from "#app/features/trainers/check-certification.server.ts";
import { importPast, previewPast } from "#app/features/trainers/import-past.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { addDays, addYears } from "#app/lib/calendar-day.ts";
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

const HEADINGS = "Person;Scheme;Language;Number;Valid from;Valid until;Stage;Since;Evidence;Colour";
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
  const statusOf = async (id: string) => (await findCertification(actor, id))!.standing.status;
  expect(await Promise.all(rows.map(({ id }) => statusOf(id)))).toEqual([
    "active",
    "superseded",
    "superseded",
    "active",
  ]);
  const during = { on: addDays(from, -30), known: today() };
  expect((await findCertification(actor, rows[2]!.id, during))!.standing.valid).toBe(true);
  expect(await checkTrainerNumber(`OLD-C-${n}`)).toMatchObject({ imported: true, number: `OLD-C-${n}` });
  expect(await auditOf(rows[1]!.id)).toEqual(["certification.recorded"]);

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

test("one's own record, another programme's scheme, and what somebody took meanwhile are not taken", async () => {
  const actor = await officer();
  const own = await db.person.findUniqueOrThrow({ where: { id: actor.personId } });
  const holder = await person("Holder");
  const n = holder.username.toUpperCase();
  const bytes = list(
    `${own.username};trainer;km;OWN-${n};2020-01-01;;;;Folder`,
    `${holder.username};facilitator;km;FE-${n};2020-01-01;;;;Folder`,
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
