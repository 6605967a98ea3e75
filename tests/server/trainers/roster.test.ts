import { expect, test } from "vitest";
import { findCertification } from "#app/features/trainers/certifications/certifications.server.ts";
import {
  publicRoster,
  rosterConsent,
  setRosterConsent,
} from "#app/features/trainers/certifications/roster.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

const everything = { personId: "nobody", reach: [{ kind: "all" as const, id: "" }] };

async function certified(own: object = {}) {
  const personId = await makePerson("Prak Vanna");
  await db.person.update({ where: { id: personId }, data: { country: "KH", printedName: "PRAK Vanna" } });
  const row = certificationRow(personId, { language: "km", ...own });
  await db.certification.create({ data: row });
  return { id: row.id, holder: actorFor(personId) };
}

const list = async (own: object = {}) =>
  (await publicRoster({ language: "", country: "", schemeId: "", scope: "", on: null, page: 1, ...own }))
    .rows;
const shows = async (id: string, own: object = {}) => (await list(own)).some(({ key }) => key === id);

test("shows whom the holder lets it show, and of them nothing more", async () => {
  const { id, holder } = await certified();
  expect(await shows(id)).toBe(false);
  await setRosterConsent(holder, true);
  await setRosterConsent(holder, true);
  expect(await db.rosterConsent.count({ where: { personId: holder.personId } })).toBe(1);
  const row = (await list()).find(({ key }) => key === id)!;
  expect(Object.keys(row).sort()).toEqual(
    ["country", "key", "language", "name", "schemeId", "topics", "validFrom", "validUntil"].sort(),
  );
  expect(row).toMatchObject({ name: "PRAK Vanna", country: "KH" });
  await setRosterConsent(holder, false);
  expect([await shows(id), await rosterConsent(holder)]).toEqual([false, null]);
  expect(await auditOf(holder.personId)).toEqual([
    "certification.roster-given",
    "certification.roster-withdrawn",
  ]);
});

test("by language, country and scheme, on any day; not while suspended", async () => {
  const { id, holder } = await certified();
  await setRosterConsent(holder, true);
  expect(await shows(id, { language: "km", country: "KH", schemeId: "mmw-volume-1-trainer" })).toBe(true);
  expect(await shows(id, { language: "fr" })).toBe(false);
  expect(await shows(id, { country: "SN" })).toBe(false);
  expect(await shows(id, { schemeId: "fe-facilitator" })).toBe(false);
  expect([await shows(id, { on: "2025-12-31" }), await shows(id, { on: "2028-12-31" })]).toEqual([
    false,
    true,
  ]);
  expect(await shows(id, { on: "2029-01-01" })).toBe(false);
  const day = addDays(today(), -3);
  const fact = {
    id: newId(),
    certificationId: id,
    sequence: 1,
    kind: "suspended",
    reason: "x",
    recordedBy: "x",
  };
  await db.certificationFact.create({
    data: { ...fact, day, until: addDays(day, 60), recordedOn: day, recordedAt: new Date() },
  });
  expect([await shows(id), await shows(id, { on: addDays(day, -1) })]).toEqual([false, true]);
});

test("knows none that was decided in error, on no day of its period", async () => {
  const { id, holder } = await certified();
  await setRosterConsent(holder, true);
  const days = [null, "2026-06-01", "2028-12-31"];
  const shown = () => Promise.all(days.map((on) => shows(id, { on })));
  expect(await shown()).toEqual([true, true, true]);
  const day = today();
  const fact = { kind: "in-error", day, reason: "Another's exam", recordedOn: day, recordedBy: "x" };
  await db.certificationFact.create({
    data: { id: newId(), certificationId: id, sequence: 1, recordedAt: new Date(), ...fact },
  });
  expect(await shown()).toEqual([false, false, false]);
});

/** It renews a period in which, five days before its end, its holder was suspended, say. */
async function decidedBefore(id: string, kind: string): Promise<void> {
  const { personId, validFrom } = await db.certification.findUniqueOrThrow({ where: { id } });
  const before = certificationRow(personId, { validFrom: "2021-01-01", validUntil: addDays(validFrom, -1) });
  await db.certification.create({ data: before });
  await db.certification.update({ where: { id }, data: { predecessorId: before.id } });
  const [early, day, until] = [-20, -5, 60].map((days) => addDays(validFrom, days)) as [
    string,
    string,
    string,
  ];
  const common = { certificationId: before.id, reason: "x", recordedBy: "x", recordedAt: new Date() };
  await db.certificationFact.createMany({
    data: [
      { id: newId(), sequence: 1, kind: "succeeded", day: validFrom, recordedOn: early, ...common },
      { id: newId(), sequence: 2, kind, day, until, recordedOn: day, ...common },
    ],
  });
}

test.each(["suspended", "revoked", "surrendered"])(
  "whoever was %s before the next period began does not stand in it by that one",
  async (kind) => {
    const first = addDays(today(), 10);
    const { id, holder } = await certified({ validFrom: first });
    await setRosterConsent(holder, true);
    expect(await shows(id, { on: first })).toBe(true);
    await decidedBefore(id, kind);
    const sheet = await findCertification(everything, id, { on: first, known: null });
    expect([sheet!.standing?.valid, await shows(id, { on: first })]).toEqual([false, false]);
  },
);

test("is the same list, page by page, as each certification says of itself", async () => {
  const day = today();
  const factOf = (kind: string, own: object) => ({ kind, day: addDays(day, -5), ...own });
  const made = Array.from({ length: 2 * PAGE_SIZE + 3 }, (_, index) => {
    const ends = addDays(day, (index % 7) - 3);
    const facts = [
      [],
      [factOf("extended", { until: addDays(day, 30) })],
      [factOf("suspended", { until: addDays(day, 30) })],
      [factOf("renewal-submitted", {})],
      [],
    ][index % 5]!;
    const renewsSuspended = index % 10 === 4;
    return {
      own: { language: "ar", validFrom: addDays(ends, -900), validUntil: ends },
      facts,
      renewsSuspended,
    };
  });
  for (const { own, facts, renewsSuspended } of made) {
    const { id, holder } = await certified(own);
    await setRosterConsent(holder, true);
    if (renewsSuspended) await decidedBefore(id, "suspended");
    const common = { certificationId: id, sequence: 1, reason: "x", recordedBy: "x", recordedAt: new Date() };
    for (const fact of facts)
      await db.certificationFact.create({ data: { id: newId(), ...common, recordedOn: day, ...fact } });
  }
  for (const asked of [day, addDays(day, -2), addDays(day, 20)]) {
    const filters = { language: "ar", country: "", schemeId: "", scope: "", on: asked } as const;
    const pages = await Promise.all([1, 2, 3].map((page) => publicRoster({ ...filters, page })));
    const shown = pages.flatMap(({ rows }) => rows.map(({ key }) => key));
    const all = await db.certification.findMany({ where: { language: "ar" }, select: { id: true } });
    const sheets = await Promise.all(
      all.map(({ id }) => findCertification(everything, id, { on: asked, known: day })),
    );
    const valid = sheets.flatMap((sheet) => (sheet!.standing?.valid ? [sheet!.id] : []));
    expect([...shown].sort()).toEqual(valid.sort());
    expect(pages.map(({ total }) => total)).toEqual([valid.length, valid.length, valid.length]);
    expect(Math.max(...pages.map(({ rows }) => rows.length))).toBeLessThanOrEqual(PAGE_SIZE);
  }
});

test("by a topic or the whole of a scheme, as it was on the day", async () => {
  const whole = await certified();
  const some = await certified({ topics: JSON.stringify(["markets", "people"]) });
  const more = await certified({ topics: JSON.stringify(["markets"]) });
  for (const { holder } of [whole, some, more]) {
    await db.person.update({ where: { id: holder.personId }, data: { country: "PE" } });
    await setRosterConsent(holder, true);
  }
  await db.certificationFact.create({
    data: {
      id: newId(),
      certificationId: more.id,
      sequence: 1,
      kind: "topic-added",
      day: "2026-03-01",
      word: "risk",
      reason: "",
      recordedOn: "2026-03-01",
      recordedAt: new Date(),
      recordedBy: "test",
    },
  });
  const who = async (scope: string, on: string) =>
    Promise.all([whole, some, more].map(({ id }) => shows(id, { scope, on, country: "PE" })));
  expect(await who("people", "2026-06-01")).toEqual([true, true, false]);
  expect(await who("risk", "2026-06-01")).toEqual([true, false, true]);
  expect(await who("risk", "2026-02-01")).toEqual([true, false, false]);
  expect(await who("whole", "2026-06-01")).toEqual([true, false, false]);
  expect(await who("saving", "2026-06-01")).toEqual([false, false, false]);
});
