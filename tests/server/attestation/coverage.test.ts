import { describe, expect, test } from "vitest";
import { schemeDay } from "#app/features/attestation/attestations.server.ts";
import { coverageTable } from "#app/features/attestation/coverage-files.server.ts";
import type { CellAsked } from "#app/features/attestation/coverage-view.ts";
import { shouldHold, validIn, type CoverageRow } from "#app/features/attestation/coverage.ts";
import {
  coverageOf,
  employersWithCoverage,
  peopleInCell,
} from "#app/features/attestation/coverage.server.ts";
import { employerPage } from "#app/features/attestation/employer-page.server.ts";
import { employerInReach } from "#app/features/attestation/employer-scope.server.ts";
import { nominable, nominateMany } from "#app/features/attestation/nominate-many.server.ts";
import { addRefresherDay, refresherDay } from "#app/features/attestation/refresher-days.server.ts";
import { setNeeds } from "#app/features/attestation/set-needs.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { wordsFor } from "#app/infra/words.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import { attest, attested, employ, onLeave, wasInError } from "#tests/support/attestation-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { actorFor, auditOf, makePerson } from "#tests/support/learning-fixture.ts";

const day = await schemeDay();
const POSITION = "Client officer";

/** An employer with an area of two branches, and a training head. */
async function employer() {
  const { organisationId } = await fresh.organisation();
  const unit = async (name: string, kind: string, parentId: string | null = null) => {
    const id = newId();
    await db.organisationUnit.create({ data: { id, organisationId, parentId, kind, name } });
    return id;
  };
  const east = await unit("Eastern area", "area");
  const [kc, kt] = [await unit("Kampong Cham", "branch", east), await unit("Kampong Thom", "branch", east)];
  const by = async (scope: Scope): Promise<Actor> => actorFor(await makePerson("Meas Chenda"), [scope]);
  const head = await by({ kind: "organisation", id: organisationId });
  const needs = { position: POSITION, topics: ["budget", "saving"], from: addMonths(day, -6) };
  await setNeeds(head, organisationId, needs);
  const officer = (unitId: string, own = {}, name?: string) =>
    attested({ organisationId, unitId, position: "client  officer" }, own, name);
  const newcomer = async (unitId: string, own = {}) => {
    const personId = await makePerson("Newcomer");
    await employ(personId, { organisationId, unitId, position: POSITION, ...own });
    return personId;
  };
  return { organisationId, east, kc, kt, head, by, officer, newcomer };
}

const inCell = async (actor: Actor, organisationId: string, cell: CellAsked) =>
  peopleInCell((await employerInReach(actor, organisationId))!, day, cell);

const figures = (rows: CoverageRow[], topic: string) =>
  Object.fromEntries(
    rows.map(({ unit, cells }) => [unit?.name, [validIn(cells[topic]!), shouldHold(cells[topic]!)]]),
  );

describe("coverage", () => {
  test("counts who works there on the day, where they work on it, with what is valid on it", async () => {
    const at = await employer();
    const { organisationId, kc, kt, head } = at;
    const moved = await at.officer(kc, { validFrom: addMonths(day, -3) });
    await db.affiliation.updateMany({
      where: { personId: moved.personId },
      data: { until: addDays(day, -31) },
    });
    await employ(moved.personId, { organisationId, unitId: kt, position: POSITION, from: addDays(day, -30) });
    const left = await at.officer(kc, { validFrom: addMonths(day, -3) });
    await db.affiliation.updateMany({
      where: { personId: left.personId },
      data: { until: addDays(day, -1) },
    });
    await at.officer(kc, { validFrom: addMonths(day, -14) });
    await at.officer(kc, { validFrom: addDays(day, -20), topics: '["budget"]' });
    await at.newcomer(kt);
    await at.newcomer(kt, { position: "Driver" });
    const away = await at.officer(kt, { validFrom: addDays(day, -20) });
    await onLeave(away.personId, organisationId, addDays(day, -1));

    const now = (await coverageOf(head, organisationId, null))!;
    expect(figures([...now.rows, now.total], "budget")).toMatchObject({
      "Eastern area": [2, 4],
      "Kampong Cham": [1, 2],
      "Kampong Thom": [1, 2],
      undefined: [2, 4],
    });
    expect(figures(now.rows, "saving")["Kampong Cham"]).toEqual([0, 2]);
    expect(now.total.cells["saving"]).toEqual({ attested: 1, due: 0, lapsed: 1, never: 2, away: 1 });
    const before = (await coverageOf(head, organisationId, addDays(day, -31)))!;
    expect(figures(before.rows, "budget")["Kampong Cham"]).toEqual([2, 4]);
    const long = (await coverageOf(head, organisationId, addMonths(day, -7)))!;
    expect(shouldHold(long.total.all)).toBe(0);

    const csv = coverageTable(now, wordsFor("en", "UTC"));
    const rows = [...(csv.rows as unknown[][])];
    expect(rows.find((row) => row[2] === "Kampong Cham" && row[4] === "Budget")).toEqual([
      day, now.employer.name, "Kampong Cham", "branch", "Budget", 2, 1, 0, 1, 0, 0, 50,
    ]); // prettier-ignore
  });

  test("is of one's own employer, and of one's own units with what stands under them", async () => {
    const here = await employer();
    const there = await employer();
    await here.officer(here.kc);
    await here.officer(here.kt);
    const elsewhere = await here.officer(here.kc);
    await db.affiliation.updateMany({ where: { personId: elsewhere.personId }, data: { unitId: null } });
    expect(await coverageOf(there.head, here.organisationId, null)).toBeNull();
    const area = await here.by({ kind: "units", id: here.east });
    const branch = await here.by({ kind: "units", id: here.kt });
    const seen = async (actor: Actor) =>
      figures((await coverageOf(actor, here.organisationId, null))!.rows, "budget");
    expect(await seen(area)).toEqual({
      "Eastern area": [2, 2],
      "Kampong Cham": [1, 1],
      "Kampong Thom": [1, 1],
    });
    expect(await seen(branch)).toEqual({ "Kampong Thom": [1, 1] });
    const cell = { unit: here.kc, topic: "budget", state: "" } as const;
    expect(await inCell(branch, here.organisationId, cell)).toEqual([]);
    expect(await inCell(area, here.organisationId, cell)).toHaveLength(1);
  });

  test("an officer of another programme reaches nobody's attestations; one of financial education all of it", async () => {
    const at = await employer();
    const officer = await at.officer(at.kc);
    await onLeave(officer.personId, at.organisationId, day);
    const asked = { heldOn: day, place: "Kampong Cham", unitId: "", topic: "" };
    const made = await addRefresherDay(at.head, at.organisationId, asked);
    if (!made?.ok) throw new Error("no day");
    for (const programme of ["management", "financial-education"] as const) {
      const cohortId = await fresh.cohort();
      await db.cohort.update({
        where: { id: cohortId },
        data: { programme, hostId: at.organisationId },
      });
      const actor = await at.by({ kind: "programme", id: programme });
      const reached = programme === "financial-education";
      expect((await coverageOf(actor, at.organisationId, null)) !== null).toBe(reached);
      expect((await employersWithCoverage(actor)).some(({ id }) => id === at.organisationId)).toBe(reached);
      expect((await refresherDay(actor, made.value)) !== null).toBe(reached);
      const page = await employerPage(actor, at.organisationId, null);
      expect(page?.leaves.length ?? null).toBe(reached ? 1 : null);
      expect(
        (await setNeeds(actor, at.organisationId, { position: POSITION, topics: [], from: day })) !== null,
      ).toBe(reached);
    }
    const both = {
      ...at.head,
      reach: [
        { kind: "programme", id: "management" },
        { kind: "units", id: at.kt },
      ],
    } satisfies Actor;
    expect((await coverageOf(both, at.organisationId, null))!.rows.map(({ unit }) => unit?.name)).toEqual([
      "Kampong Thom",
    ]);
  });

  test("a past day is not rewritten by who has left since; what was attested in error is nothing", async () => {
    const at = await employer();
    const since = { validFrom: addMonths(day, -3) };
    const [gone, wrong] = [await at.officer(at.kc, since), await at.officer(at.kt, since)];
    const past = addDays(day, -10);
    // Their accounts are of today: that they worked here then is what counts, and nobody worked here before they came.
    await db.affiliation.updateMany({ where: { personId: gone.personId }, data: { from: past } });
    expect(
      (await coverageOf(at.head, at.organisationId, addDays(past, -1)))!.total.cells["budget"],
    ).toMatchObject({
      attested: 1,
    });
    const seen = async (asked: typeof day | null) =>
      (await coverageOf(at.head, at.organisationId, asked))!.total.cells["budget"];
    expect(await seen(past)).toMatchObject({ attested: 2 });
    await db.person.update({ where: { id: gone.personId }, data: { deactivatedAt: now() } });
    await wasInError(wrong.id);
    expect(await seen(past)).toMatchObject({ attested: 1, lapsed: 0, never: 1 });
    expect(await seen(null)).toMatchObject({ attested: 0, lapsed: 0, never: 1 });
  });

  test("an attestation of another employer does not count here until it is recognised", async () => {
    const here = await employer();
    const there = await employer();
    const personId = await here.newcomer(here.kc);
    await attest(personId, there.organisationId);
    const cell = { unit: "", topic: "budget", state: "" } as const;
    expect(await inCell(here.head, here.organisationId, cell)).toMatchObject([{ state: "never" }]);
    const attestedHere = await attest(personId, here.organisationId);
    expect(await inCell(here.head, here.organisationId, cell)).toMatchObject([
      { state: "attested", certification: { id: attestedHere } },
    ]);
  });
});

test("those behind a cell are put forward together; whom the act refuses is named", async () => {
  const at = await employer();
  const people = [await at.newcomer(at.kc), await at.newcomer(at.kt)];
  const certified = await at.officer(at.kc, { language: "km" }, "Certified");
  const foreign = await (await employer()).newcomer(at.kt);
  const asked = { language: "km", reason: "New" };
  const done = await nominateMany(at.head, [...people, certified.personId, foreign], asked);
  expect(done).toMatchObject({ nominated: 2, unknown: 1 });
  expect(done.not).toMatchObject([{ name: "Certified", reason: { key: "candidacy.certifiedAlready" } }]);
  expect(JSON.stringify(done)).not.toContain("Newcomer");
  expect((await nominable(at.head, [...people, foreign])).sort()).toEqual([...people].sort());
  const cell = { unit: at.east, topic: "saving", state: "never" } as const;
  const shown = await inCell(at.head, at.organisationId, cell);
  expect(shown.map(({ candidacy }) => candidacy?.state)).toEqual(["nominated", "nominated"]);
});

test("positions and topics are set by one's own employer's head, and written down", async () => {
  const { organisationId, head } = await employer();
  const other = await employer();
  const needs = { position: POSITION, topics: ["budget"], from: day };
  expect(await setNeeds(other.head, organisationId, needs)).toBeNull();
  expect(await setNeeds(head, organisationId, { ...needs, topics: ["juggling"] })).toMatchObject({
    ok: false,
  });
  await setNeeds(head, organisationId, needs);
  await setNeeds(head, organisationId, needs);
  const open = await db.topicNeed.findMany({ where: { organisationId, until: null } });
  expect(open.map(({ topic }) => topic)).toEqual(["budget"]);
  expect(await auditOf(organisationId)).toEqual(Array(3).fill("attestation.needs"));
});
