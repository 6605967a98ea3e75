import { expect, test } from "vitest";
import { publicRoster, rosterConsent, setRosterConsent } from "#app/features/trainers/roster.server.ts";
import { today } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { addDays } from "#app/lib/calendar-day.ts";
import { certificationRow } from "#tests/support/certification-row.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

async function certified(own: object = {}) {
  const personId = await makePerson("Prak Vanna");
  await db.person.update({ where: { id: personId }, data: { country: "KH", printedName: "PRAK Vanna" } });
  const row = certificationRow(personId, { language: "km", ...own });
  await db.certification.create({ data: row });
  return { id: row.id, holder: actorFor(personId) };
}

const list = async (own: object = {}) =>
  (await publicRoster({ language: "", country: "", schemeId: "", on: null, page: 1, ...own })).rows;
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
