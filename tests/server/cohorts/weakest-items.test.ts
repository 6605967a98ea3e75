import { beforeAll, expect, test } from "vitest";
import { weakestPage } from "#app/features/cohorts/weakest-items.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Scope } from "#app/lib/actor.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";
import {
  actorFor,
  enrolLearner,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

/* What a refresher begins with, as trainers and training heads find it: one organisation's people, one course. */

const ITEM = "risk/know-single"; // b is right

let versionId: string;
let courseId: string;
let otherCourse: string;
let ours: string;
let theirs: string;
let cohort: string;
let elsewhere: string;
let sent: string[];

const organisation = async (name: string): Promise<string> => {
  const id = newId();
  await db.organisation.create({ data: { id, name, kind: "mfi", country: "KH", createdAt: now() } });
  return id;
};

/** Somebody of an organisation in a cohort; the enrolment. */
async function learner(
  cohortId: string,
  organisationId: string,
  until: string | null = null,
): Promise<string> {
  const { personId, enrolmentId } = await enrolLearner(versionId, cohortId);
  await db.affiliation.create({
    data: { id: newId(), personId, organisationId, from: "2020-01-01", until },
  });
  return enrolmentId;
}

let sittings = 0;
async function answered(enrolmentId: string, value: object, points: number | null, state = "graded") {
  sittings += 1;
  await db.attempt.create({
    data: {
      id: newId(),
      enrolmentId,
      moduleId: "risk",
      unitId: "test",
      number: sittings,
      state,
      seed: "seed",
      paper: "[]",
      startedAt: now(),
      submittedAt: state === "in-progress" ? null : new Date(Date.UTC(2026, 0, 1) + sittings * 1000),
      maxPoints: 100,
      practice: false,
      answers: {
        create: { itemId: ITEM, value: JSON.stringify(value), savedAt: now(), revision: 1, points },
      },
    },
  });
}
const chose = (enrolmentId: string, choice: string, state?: string) =>
  answered(enrolmentId, { choice }, choice === "b" ? 100 : 0, state);

beforeAll(async () => {
  versionId = await publishCourse();
  ({ courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id: versionId } }));
  const other = await publishCourse(courseOutline({ courseId: "other" }));
  ({ courseId: otherCourse } = await db.courseVersion.findUniqueOrThrow({ where: { id: other } }));
  ours = await organisation("Ours");
  theirs = await organisation("Theirs");
  cohort = await makeCohort(versionId);
  elsewhere = await makeCohort(versionId);
  await db.cohort.update({ where: { id: elsewhere }, data: { hostId: theirs } });
  await enrolLearner(other, await makeCohort(other));

  // Six of ours in the one cohort: two right, four wrong, three of these by d.
  sent = [];
  for (const choice of ["b", "b", "d", "d", "d", "a"]) {
    const enrolmentId = await learner(cohort, ours);
    sent.push(enrolmentId);
    await chose(enrolmentId, choice);
  }
  // What came before the last answer, what is not handed in, and what was taken back does not count.
  await db.attempt.updateMany({
    where: { enrolmentId: sent[0]! },
    data: { submittedAt: new Date("2027-01-01") },
  });
  await chose(sent[0]!, "a");
  await chose(sent[1]!, "a", "in-progress");
  await chose(sent[1]!, "a", "voided");
  await answered(sent[1]!, { choice: "a" }, null, "submitted");
  // Nor does who left us, and who works for others.
  await chose(await learner(cohort, ours, "2025-12-31"), "a");
  await chose(await learner(cohort, theirs), "a");
  // One of ours in a cohort that others host.
  await chose(await learner(elsewhere, ours), "c");
});

async function asks(reach: Scope[], asked = { course: courseId, organisation: ours }, shut: string[] = []) {
  return weakestPage(actorFor(await makePerson(), reach), asked, "en", shut);
}
const idsOf = (choices: { id: string }[]) => choices.map(({ id }) => id);

test("a trainer finds what people of their cohorts had wrong, by organisation", async () => {
  const page = await asks([{ kind: "cohort", id: cohort }]);
  expect(idsOf(page.courses)).toEqual([courseId]);
  expect(page.organisations.map(({ name }) => name)).toEqual(["Ours", "Theirs"]);
  expect(page.chosen).toMatchObject({ courseId, organisationId: ours, versionId });
  expect(page.chosen?.items).toEqual([
    {
      item: ITEM,
      people: 6,
      right: 2,
      locale: "en",
      prompt: "What about know-single? (en)",
      wrong: { option: "d", people: 3, words: "d (en)" },
      why: "Because of know-single. (en)",
      objective: null,
      teaches: null,
    },
  ]);
});

test("a training head finds their people wherever they learn, and nobody else's", async () => {
  const page = await asks([{ kind: "organisation", id: ours }]);
  expect(page.organisations.map(({ name }) => name)).toEqual(["Ours"]);
  expect(page.chosen?.items[0]).toMatchObject({ people: 7, right: 2 });
  const asked = { course: courseId, organisation: theirs };
  expect((await asks([{ kind: "organisation", id: ours }], asked)).chosen).toMatchObject({
    organisationId: ours,
  });
});

test("fewer than five say nothing", async () => {
  const page = await asks([{ kind: "cohort", id: elsewhere }]);
  expect(page.chosen).toMatchObject({ organisationId: ours, items: [] });
});

test("who reaches nobody finds nothing, and what is not there is as if it had not been asked", async () => {
  expect(await asks([{ kind: "cohort", id: newId() }])).toEqual({
    courses: [],
    organisations: [],
    chosen: null,
  });
  expect(await asks([{ kind: "own", id: "" }])).toMatchObject({ chosen: null });
  const page = await asks([{ kind: "cohort", id: cohort }], { course: otherCourse, organisation: "none" });
  expect(page.chosen).toMatchObject({ courseId, organisationId: ours });
});

test("a course somebody is examined on is not there for them", async () => {
  const asked = { course: courseId, organisation: ours };
  const page = await asks([{ kind: "cohort", id: cohort }], asked, [courseId]);
  expect(page).toEqual({ courses: [], organisations: [], chosen: null });
});

test("what was written freely is only counted", async () => {
  const written = "risk/word";
  for (const enrolmentId of sent)
    await db.answer.create({
      data: {
        attemptId: (await db.attempt.findFirstOrThrow({ where: { enrolmentId } })).id,
        itemId: written,
        value: JSON.stringify({ text: `In ${enrolmentId} words` }),
        savedAt: now(),
        revision: 1,
        points: 0,
      },
    });
  const page = await asks([{ kind: "cohort", id: cohort }]);
  expect(page.chosen?.items[0]).toMatchObject({ item: written, people: 6, right: 0, wrong: null });
});
