import { expect, test } from "vitest";
import { confirmPrintedName, printedNameOf } from "#app/features/learning/confirm-name.server.ts";
import { db } from "#app/infra/db.server.ts";
import {
  auditOf,
  enrolLearner,
  enrolmentOf,
  publishCourse,
  type Learner,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const confirm = async (learner: Learner, printedName: string, printedNameLocal = "") =>
  confirmPrintedName(learner.actor, await enrolmentOf(learner), { printedName, printedNameLocal });

test("one confirms one's name, in two scripts, and staff find both", async () => {
  const learner = await enrolLearner(versionId);
  expect((await enrolmentOf(learner)).nameConfirmed).toBe(false);
  expect(await confirm(learner, " Sok  Dara", "សុខ ដារ៉ា")).toEqual({ ok: true });
  expect(await printedNameOf(learner.personId)).toMatchObject({
    printedName: "Sok Dara",
    printedNameLocal: "សុខ ដារ៉ា",
    confirmedAt: expect.any(Date),
  });
  expect((await enrolmentOf(learner)).nameConfirmed).toBe(true);
  const { searchText } = await db.person.findUniqueOrThrow({ where: { id: learner.personId } });
  expect(searchText).toContain("សុខ");
  expect(await auditOf(learner.personId)).toContain("person.name-confirmed");
});

test("one word is a name", async () => {
  const learner = await enrolLearner(versionId);
  expect(await confirm(learner, "Sukarno")).toEqual({ ok: true });
});

test("what cannot be printed is refused with the characters, and nothing is stored", async () => {
  const learner = await enrolLearner(versionId);
  expect(await confirm(learner, "Sok Dara", "ნინო")).toMatchObject({
    ok: false,
    problem: { errors: [{ field: "printedNameLocal", key: "name-not-printable" }] },
  });
  expect(await printedNameOf(learner.personId)).toMatchObject({ printedName: null, confirmedAt: null });
});

test("after the cohort is closed the name stays", async () => {
  const learner = await enrolLearner(versionId);
  await db.cohort.update({ where: { id: learner.cohortId }, data: { closedAt: new Date() } });
  expect(await confirm(learner, "Sok Dara")).toMatchObject({ reason: { key: "learning.name-is-fixed" } });
});
