import { expect, test } from "vitest";
import { electiveDemand } from "#app/features/cohorts/elective-demand.server.ts";
import { chooseElectives } from "#app/features/learning/choose-electives.server.ts";
import { moveEnrolmentTo } from "#app/features/learning/enrolments.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";
import {
  auditOf,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const outline = courseOutline({ selection: { total: 1, products: 1, segments: 0 } });
const versionId = await publishCourse(outline);
const choice = (electives: string[], seen = "") => ({ electives, seen });

test("a choice is kept, told to the trail, and counted for whoever builds the agenda", async () => {
  const cohortId = await makeCohort(versionId);
  const [first, second, gone] = [
    await enrolLearner(versionId, cohortId),
    await enrolLearner(versionId, cohortId),
    await enrolLearner(versionId, cohortId),
  ];
  const kept = await chooseElectives(
    first.actor,
    await enrolmentOf(first),
    choice(["leasing", "intro"]),
    "learner",
  );
  expect(kept).toEqual({ ok: true, value: ["leasing"] });
  expect((await enrolmentOf(first)).electives).toEqual(["leasing"]);
  expect(await auditOf(first.enrolmentId)).toContain("enrolment.electives-chosen");

  expect((await chooseElectives(second.actor, await enrolmentOf(second), choice([]), "learner")).ok).toBe(
    false,
  );
  await chooseElectives(gone.actor, await enrolmentOf(gone), choice(["savings"]), "learner");
  await inTransaction((tx) => moveEnrolmentTo(tx, gone.actor, gone.enrolmentId, "withdrawn"));

  expect(await electiveDemand(cohortId, outline, "en")).toEqual({
    people: 2,
    undecided: 1,
    modules: [
      { moduleId: "leasing", title: { words: "Module leasing", locale: "en" }, chosen: 1 },
      { moduleId: "savings", title: { words: "Module savings", locale: "en" }, chosen: 0 },
    ],
  });
  expect(await electiveDemand(cohortId, courseOutline(), "en")).toBeNull();
});

test("of two choices at once the one that read first wins, the other is told", async () => {
  const learner = await enrolLearner(versionId);
  const stale = await enrolmentOf(learner);
  expect((await chooseElectives(learner.actor, stale, choice(["leasing"]), "learner")).ok).toBe(true);
  expect(await chooseElectives(learner.actor, stale, choice(["savings"]), "staff")).toMatchObject({
    ok: false,
    reason: { key: "changed-meanwhile" },
  });
});

test("a page that is no longer true undoes nothing", async () => {
  const learner = await enrolLearner(versionId);
  const choose = async (electives: string[], seen: string) =>
    chooseElectives(learner.actor, await enrolmentOf(learner), choice(electives, seen), "staff");
  expect((await choose(["leasing"], "")).ok).toBe(true);
  expect(await choose(["savings"], "")).toMatchObject({ ok: false, reason: { key: "changed-meanwhile" } });
  expect((await enrolmentOf(learner)).electives).toEqual(["leasing"]);
  expect((await choose(["savings"], "leasing")).ok).toBe(true);
});
