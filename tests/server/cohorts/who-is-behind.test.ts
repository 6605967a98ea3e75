import { expect, test } from "vitest";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { writeToCohort } from "#app/features/cohorts/cohort-messages.server.ts";
import { whoIsBehind } from "#app/features/cohorts/who-is-behind.server.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import {
  actorFor,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();

test("those behind come first, and each is written to once", async () => {
  const cohortId = await makeCohort(versionId, { endDate: "2099-12-01" });
  const trainer = actorFor("trainer", [{ kind: "cohort", id: cohortId }]);
  const [idle, busy, silent] = [
    await enrolLearner(versionId, cohortId),
    await enrolLearner(versionId, cohortId),
    await enrolLearner(versionId, cohortId),
  ];
  await recordProgress(busy.actor, await enrolmentOf(busy), { moduleId: "intro", unitId: "read" });
  await db.person.update({ where: { id: idle.personId }, data: { email: `${idle.personId}@example.org` } });
  await db.person.update({ where: { id: silent.personId }, data: { phone: "012 345 678" } });
  const cohort = (await findRunCohort(trainer, cohortId))!;

  const people = await whoIsBehind(cohort);
  expect(people.at(-1)).toMatchObject({ personId: busy.personId, flags: [] });
  expect(people[0]?.flags).toEqual([{ kind: "unseen", days: null }]);

  const form = {
    messageId: newId(),
    to: "behind" as const,
    subject: "Thursday",
    body: "Bring your figures.",
  };
  const answer = { sent: 1, unreached: [{ name: "Sok Dara", phone: "012 345 678" }] };
  expect(await writeToCohort(trainer, cohort, form)).toEqual(answer);
  expect(await writeToCohort(trainer, cohort, form)).toEqual(answer);
  const written = await db.outboxMessage.findMany({
    where: { kind: "cohort-message" },
    include: { inbox: true },
  });
  const mailed = written.filter(({ address }) => address !== "");
  expect(mailed.map(({ address, subject }) => [address, subject])).toEqual([
    [`${idle.personId}@example.org`, "Thursday"],
  ]);
  expect(written.map(({ inbox }) => inbox?.mail).sort()).toEqual(["no-address", "sent"]);
});
