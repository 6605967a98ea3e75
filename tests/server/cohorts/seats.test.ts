import { beforeAll, describe, expect, test } from "vitest";
import { enrolPeople } from "#app/features/cohorts/enrol-people.server.ts";
import {
  codeOf,
  comeInByCode,
  endCode,
  lookAtCode,
  makeCode,
} from "#app/features/cohorts/enrolment-codes.server.ts";
import { transfer } from "#app/features/cohorts/people-move.server.ts";
import { moduleCoveragePage } from "#app/features/cohorts/module-coverage.server.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { seatsOfOrganisation, setSeats } from "#app/features/cohorts/organisation-seats.server.ts";
import { seatsShown } from "#app/features/cohorts/seats.server.ts";
import { db } from "#app/infra/db.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";
import { organisation } from "#tests/support/fresh.ts";
import {
  actorFor,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  makePerson,
  publishCourse,
  type Learner,
} from "#tests/support/learning-fixture.ts";
import { plainCourse } from "#tests/support/certification-fixture.ts";

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

describe("the seats of an organisation in a course", () => {
  const courseId = async () =>
    (await db.courseVersion.findUniqueOrThrow({ where: { id: version } })).courseId;

  async function bank(seats: number | null) {
    const { organisationId, unitId } = await organisation();
    const head = actorFor(await makePerson("Chenda"), [{ kind: "organisation", id: organisationId }]);
    const staff = async (count: number) => {
      const ids = await people(count);
      await db.affiliation.createMany({
        data: ids.map((personId) => ({ id: newId(), personId, organisationId, unitId, from: "2020-01-01" })),
      });
      return ids;
    };
    const hosted = async () => {
      const id = await makeCohort(version);
      await db.cohort.update({ where: { id }, data: { hostId: organisationId } });
      return id;
    };
    if (seats) await setSeats(administratorOfAll, organisationId, { courseId: await courseId(), seats });
    const used = async () =>
      (await seatsOfOrganisation(organisationId, "en")).map(({ of, used: taken }) => [taken, of]);
    return { organisationId, head, staff, hosted, used };
  }
  const administratorOfAll = actorFor("nobody", [{ kind: "all", id: "" }]);
  const none = (count: number, of: number) => ({
    ok: false,
    reason: { key: "cohort.no-organisation-seats", params: { count, of } },
  });

  test("hold a training head over all cohorts of the course; who runs the programme may go beyond", async () => {
    const { head, staff, hosted, used } = await bank(3);
    const [spring, autumn] = [await hosted(), await hosted()];
    const first = await staff(2);
    expect(await enrolPeople(head, spring, first)).toEqual({ ok: true, value: 2 });
    expect(await used()).toEqual([[2, 3]]);
    expect(await enrolPeople(head, autumn, await staff(2))).toEqual(none(1, 3));
    expect(await enrolPeople(head, autumn, first)).toEqual({ ok: true, value: 2 }); // the same people, the same seats
    expect(await enrolPeople(administrator, autumn, await staff(3))).toEqual({ ok: true, value: 3 });
    expect(await used()).toEqual([[5, 3]]);
    expect(await enrolPeople(head, spring, await staff(1))).toEqual(none(0, 3));
  });

  test("without a number a training head enrols as many as the cohort takes", async () => {
    const { head, staff, hosted, used } = await bank(null);
    expect(await enrolPeople(head, await hosted(), await staff(4))).toEqual({ ok: true, value: 4 });
    expect(await used()).toEqual([]);
  });

  test("of two at once for the last seat, in two cohorts, one comes in", async () => {
    const { head, staff, hosted, used } = await bank(1);
    const [spring, autumn] = [await hosted(), await hosted()];
    const [one, two] = [await staff(1), await staff(1)];
    const outcomes = await Promise.all([enrolPeople(head, spring, one), enrolPeople(head, autumn, two)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual(none(0, 1));
    expect(await used()).toEqual([[1, 1]]);
  });

  test("are set by who runs the programme of the course, within their reach", async () => {
    const { organisationId, head } = await bank(null);
    const ten = { courseId: await courseId(), seats: 10 };
    const elsewhere = actorFor("nobody", [{ kind: "programme", id: "financial-education" }]);
    for (const actor of [head, elsewhere])
      expect(await setSeats(actor, organisationId, ten)).toMatchObject({ ok: false });
    expect(await setSeats(administratorOfAll, organisationId, ten)).toEqual({ ok: true });
    expect(await setSeats(administratorOfAll, organisationId, { ...ten, seats: null })).toEqual({ ok: true });
    expect(await seatsOfOrganisation(organisationId, "en")).toEqual([]);
  });
});

test("modules are counted where people work today, by who has finished them; another's enrolments stay unseen", async () => {
  const plain = await plainCourse();
  const { courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id: plain } });
  const { organisationId, unitId } = await organisation();
  const work = (personId: string, until: string | null = null) =>
    db.affiliation.create({
      data: { id: newId(), personId, organisationId, unitId, from: "2020-01-01", until },
    });
  const learners = await Promise.all([1, 2, 3].map(() => enrolLearner(plain)));
  const [done, begun, left] = learners as [Learner, Learner, Learner];
  for (const { personId } of [done, begun]) await work(personId);
  await work(left.personId, "2021-01-01");
  for (const learner of [done, left])
    await recordProgress(learner.actor, await enrolmentOf(learner), { moduleId: "intro", unitId: "read" });
  const units = [{ id: unitId, parentId: null, kind: "branch" as const, name: "Branch" }];
  const page = (actor: Actor) =>
    moduleCoveragePage(
      actor,
      { id: organisationId, name: "Rumdul", units },
      { course: courseId, unit: "" },
      "en",
    );
  const head = actorFor("nobody", [{ kind: "organisation", id: organisationId }]);
  const { chosen } = await page(head);
  expect(chosen!.coverage.places.map(({ people: there }) => there)).toEqual([2, 2]);
  expect(chosen!.coverage.rows).toEqual([{ moduleId: "intro", done: [1, 1] }]);
  const elsewhere = actorFor("nobody", [{ kind: "programme", id: "financial-education" }]);
  expect((await page(elsewhere)).chosen).toBeNull();
});

describe("a code", () => {
  const codeIn = async (cohortId: string, seats: number | null = null) => {
    await makeCode(administrator, cohortId, { closesOn: "2098-12-31", seats });
    return (await codeOf(cohortId))!.code;
  };
  const learnerActor = async () => actorFor(await makePerson());
  const comes = async (code: string) => comeInByCode(await learnerActor(), code);

  test("lets in whoever types it, once, and counts them", async () => {
    const cohortId = await cohortWithSeats(3);
    const code = await codeIn(cohortId);
    const learner = await learnerActor();
    const first = await comeInByCode(learner, code.toLowerCase());
    expect(first).toMatchObject({ ok: true, value: { chooses: false } });
    expect(await comeInByCode(learner, code)).toMatchObject({ ok: true, value: { chooses: false } });
    expect(await codeOf(cohortId)).toMatchObject({ used: 1 });
    const choosing = courseOutline({ selection: { total: 1, products: 0, segments: 0 } });
    const elsewhere = await codeIn(await makeCohort(await publishCourse(choosing)));
    expect(await comes(elsewhere)).toMatchObject({ ok: true, value: { chooses: true } });
    await db.enrolment.updateMany({ where: { cohortId }, data: { status: "withdrawn" } });
    expect(await comeInByCode(learner, code)).toMatchObject({ reason: { key: "cohort.code-been-here" } });
  });

  test("binds to the seats of the cohort and to its own, also of many at once", async () => {
    const few = await codeIn(await cohortWithSeats(2));
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => comes(few)));
    expect(outcomes.filter((each) => each?.ok)).toHaveLength(2);
    const own = await codeIn(await cohortWithSeats(9), 1);
    const others = await Promise.all(Array.from({ length: 4 }, () => comes(own)));
    expect(others.filter((each) => each?.ok)).toHaveLength(1);
  });

  test("that is unknown, replaced, ended, over or of a closed cohort is answered alike", async () => {
    const cohortId = await cohortWithSeats(9);
    const replaced = await codeIn(cohortId);
    const code = await codeIn(cohortId);
    expect([await comes("7K3MQ2XD"), await comes(replaced)]).toEqual([null, null]);
    await db.enrolmentCode.update({ where: { cohortId }, data: { closesOn: "2020-01-01" } });
    expect([await comes(code), await lookAtCode(code)]).toEqual([null, null]);
    await db.enrolmentCode.update({ where: { cohortId }, data: { closesOn: "2098-12-31" } });
    expect(await lookAtCode(code)).not.toBe(null);
    await db.cohort.update({ where: { id: cohortId }, data: { closedAt: now() } });
    expect(await comes(code)).toBe(null);
    await db.cohort.update({ where: { id: cohortId }, data: { closedAt: null } });
    await endCode(actorFor(administrator.personId, [{ kind: "programme", id: "elsewhere" }]), cohortId);
    expect(await codeOf(cohortId), "not by who does not run it").not.toBe(null);
    await endCode(administrator, cohortId);
    expect(await comes(code)).toBe(null);
  });
});
