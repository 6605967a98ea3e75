import { expect, test } from "vitest";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { profileOf, saveProfile } from "#app/features/identity/profile.server.ts";
import { confirmPrintedName, printedNameOf } from "#app/features/learning/confirm-name.server.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { visitFrom } from "#tests/support/identity-fixture.ts";
import { actorFor, enrolLearner, enrolmentOf, publishCourse } from "#tests/support/learning-fixture.ts";
import { db } from "#app/infra/db.server.ts";

test("a name that a certificate carries is changed by request only, by no other door", async () => {
  const cohort = await finishedCohort(["Sok Dara"], { reportState: "validated" });
  const { personId } = cohort.learners[0]!;
  const actor = actorFor(personId);
  const { username: _, ...profile } = await profileOf(personId);
  const rename = () => saveProfile(actor, { ...profile, printedName: "Somebody Else" }, "", visitFrom());
  expect(await rename()).toMatchObject({ ok: true }); // nothing is printed yet
  await saveProfile(actor, profile, "", visitFrom());
  await db.person.update({ where: { id: personId }, data: { nameConfirmedAt: new Date() } });

  await issueCertificates(cohort.administrator, cohort.cohortId, "all-who-qualify");
  expect(await rename()).toMatchObject({
    ok: false,
    reason: { field: "printedName", key: "name-by-request" },
  });
  expect(await saveProfile(actor, { ...profile, phone: "+855 12 777 888" }, "", visitFrom())).toMatchObject({
    ok: true,
  });

  const next = await enrolLearner(await publishCourse());
  await db.enrolment.update({ where: { id: next.enrolmentId }, data: { personId } });
  const enrolment = await enrolmentOf({ ...next, actor, personId });
  const { printedName, name } = await printedNameOf(personId);
  const confirm = (typed: string) =>
    confirmPrintedName(actor, enrolment, { printedName: typed, printedNameLocal: "" });
  expect(await confirm("Somebody Else")).toMatchObject({
    problem: { errors: [{ field: "printedName", key: "name-by-request" }] },
  });
  expect(await confirm(printedName ?? name)).toEqual({ ok: true });
});
