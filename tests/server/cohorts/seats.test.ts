import { beforeAll, expect, test } from "vitest";
import { enrolPeople } from "#app/features/cohorts/enrol-people.server.ts";
import { transfer } from "#app/features/cohorts/people-move.server.ts";
import { seatsShown } from "#app/features/cohorts/seats.server.ts";
import { db } from "#app/infra/db.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import {
  actorFor,
  enrolLearner,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

let version: string;
let administrator: Actor;

beforeAll(async () => {
  version = await publishCourse();
  administrator = actorFor(await makePerson("Administrator"), [{ kind: "programme", id: "management" }]);
});

async function cohortWithSeats(seats: number, publishedAt: Date | null = now()) {
  const cohortId = await makeCohort(version);
  await db.call.create({
    data: {
      id: newId(),
      cohortId,
      opensOn: "2026-10-01",
      closesOn: "2026-11-30",
      seats,
      contact: "",
      words: "{}",
      questions: "[]",
      grid: "{}",
      publishedAt,
      version: 1,
    },
  });
  return cohortId;
}

const people = (count: number) => Promise.all(Array.from({ length: count }, () => makePerson()));
const enrolled = (cohortId: string) => db.enrolment.count({ where: { cohortId, status: "confirmed" } });
const full = (count: number) => ({ ok: false, reason: { key: "cohort.no-seats", params: { count } } });

test("as many as there are seats, and of a list that is too long nobody", async () => {
  const cohortId = await cohortWithSeats(3);
  const first = await people(2);
  expect(await enrolPeople(administrator, cohortId, first)).toEqual({ ok: true, value: 2 });
  expect(await seatsShown(cohortId)).toEqual({ of: 3, taken: 2 });
  expect(await enrolPeople(administrator, cohortId, await people(2))).toEqual(full(1));
  expect(await enrolled(cohortId)).toBe(2);
  const [last = ""] = await people(1);
  expect(await enrolPeople(administrator, cohortId, [...first, last])).toEqual({ ok: true, value: 1 });
  expect(await enrolPeople(administrator, cohortId, [...first, last])).toEqual({ ok: true, value: 0 });
  expect(await enrolPeople(administrator, cohortId, await people(1))).toEqual(full(0));
});

test("who leaves frees the seat, and has none when it is taken meanwhile", async () => {
  const cohortId = await cohortWithSeats(1);
  const [one = "", two = ""] = await people(2);
  await enrolPeople(administrator, cohortId, [one]);
  await db.enrolment.updateMany({ where: { personId: one, cohortId }, data: { status: "withdrawn" } });
  expect(await enrolPeople(administrator, cohortId, [two])).toEqual({ ok: true, value: 1 });
  expect(await enrolPeople(administrator, cohortId, [one])).toEqual(full(0));
});

test("of many at once for the last seats, as many come in as there are seats", async () => {
  const cohortId = await cohortWithSeats(2);
  const wanting = await people(6);
  const outcomes = await Promise.all(wanting.map((each) => enrolPeople(administrator, cohortId, [each])));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([full(0), full(0), full(0), full(0)]);
  expect(await enrolled(cohortId)).toBe(2);
});

test("nobody is moved into a full cohort", async () => {
  const cohortId = await cohortWithSeats(1);
  await enrolPeople(administrator, cohortId, await people(1));
  const { cohortId: from, enrolmentId } = await enrolLearner(version);
  const moved = await transfer(administrator, from, enrolmentId, { toCohortId: cohortId, reason: "Shift" });
  expect(moved).toEqual(full(0));
  expect(await db.enrolment.findUnique({ where: { id: enrolmentId } })).toMatchObject({ cohortId: from });
});

test("without a call that is published there is no number of seats", async () => {
  const cohortId = await cohortWithSeats(1, null);
  expect(await seatsShown(cohortId)).toBeNull();
  expect(await enrolPeople(administrator, cohortId, await people(3))).toEqual({ ok: true, value: 3 });
});
