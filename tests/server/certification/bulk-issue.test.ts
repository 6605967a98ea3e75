import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { issueInBulk, startBulkIssue } from "#app/features/certification/bulk-issue.server.ts";
import { certificatesOf } from "#app/features/certification/certificates.server.ts";
import { cohortIssuing } from "#app/features/certification/cohort-issuing.server.ts";
import { issueCertificates } from "#app/features/certification/issue-certificates.server.ts";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { startJobs, tryJob, type Run } from "#app/features/jobs/run-job.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { finishedCohort } from "#tests/support/certification-fixture.ts";
import { auditOf, makePerson } from "#tests/support/learning-fixture.ts";

/* All that is due in a cohort, as one job: done in the background, once, by whoever asked for it. */

const HANDLERS = {
  "issue-certificates": async (payload: unknown, run: Run) => void (await issueInBulk(payload, run)),
};
let stop = async () => {};
beforeEach(() => db.job.deleteMany());
afterEach(() => stop());
const start = () => {
  stop = startJobs(HANDLERS);
};

/** With the role that the handler asks for again. */
async function finished(names: string[]) {
  const cohort = await finishedCohort(names);
  const { personId } = cohort.administrator;
  await db.roleAssignment.create({
    data: {
      id: newId(),
      personId,
      role: "cohort-administrator",
      scopeKind: "programme",
      scopeId: "management",
      grantedAt: now(),
    },
  });
  return cohort;
}

const NAMES = ["Sok Dara", "Chan Sophea", "Kim Bopha", "Ros Vannak"];
const theJob = () => db.job.findFirstOrThrow();
const untilOver = () => vi.waitFor(async () => expect((await theJob()).doneAt).not.toBeNull(), 15_000);
const countOf = (cohortId: string) => db.certificateEnrolment.count({ where: { enrolment: { cohortId } } });
async function progressOf(actor: Actor, cohortId: string) {
  const cohort = (await findRunCohort(actor, cohortId))!;
  return (await cohortIssuing(cohort, actor.personId, { show: "", page: 1 })).bulk;
}

describe("issuing in bulk", () => {
  test("everybody who qualifies gets theirs, and the page says how far it is", async () => {
    const { cohortId, administrator, learners } = await finished(NAMES);
    expect(await progressOf(administrator, cohortId)).toBeNull();
    expect(await startBulkIssue(administrator, cohortId)).toBe(NAMES.length);
    expect(await progressOf(administrator, cohortId)).toEqual({
      state: "under-way",
      issued: 0,
      of: 4,
      refused: [],
    });
    start();
    await untilOver();
    expect(await progressOf(administrator, cohortId)).toEqual({
      state: "done",
      issued: 4,
      of: 4,
      refused: [],
    });
    const [certificate] = await certificatesOf(learners[0]!.personId);
    expect(await auditOf(certificate!.id)).toEqual(["certificate.issued"]);
    const line = await db.auditEntry.findFirstOrThrow({ where: { subjectId: certificate!.id } });
    expect(line).toMatchObject({ actorId: administrator.personId, requestId: (await theJob()).id });
    expect(await startBulkIssue(administrator, cohortId)).toBe(0);
    expect(await db.job.count()).toBe(1);
  });

  test("pressed twice and at once it is one job", async () => {
    const { cohortId, administrator } = await finished(NAMES);
    await Promise.all(Array.from({ length: 5 }, () => startBulkIssue(administrator, cohortId)));
    expect(await db.job.count()).toBe(1);
    start();
    await untilOver();
    expect(await countOf(cohortId)).toBe(NAMES.length);
  });

  test("who stopped qualifying meanwhile is named with the reason; who got theirs by hand counts", async () => {
    const { cohortId, administrator, learners } = await finished(NAMES);
    await startBulkIssue(administrator, cohortId);
    const [first, second] = learners;
    await db.person.update({ where: { id: first!.personId }, data: { nameConfirmedAt: null } });
    await issueCertificates(administrator, cohortId, [
      { enrolmentId: second!.enrolmentId, kind: "achievement" },
    ]);
    start();
    await untilOver();
    expect(await progressOf(administrator, cohortId)).toEqual({
      state: "done",
      issued: 3,
      of: 4,
      refused: [
        {
          enrolmentId: first!.enrolmentId,
          name: "Sok Dara",
          reason: expect.objectContaining({ key: "certificate.name-unconfirmed" }),
        },
      ],
    });
    expect(await countOf(cohortId)).toBe(3);
  });

  test("broken off after any step, the next try goes on where it was", async () => {
    const { cohortId, administrator } = await finished(NAMES);
    await startBulkIssue(administrator, cohortId);
    const { id } = await theJob();
    for (const steps of [1, 1, 2]) {
      let left = steps;
      const breaking = (payload: unknown, run: Run) =>
        HANDLERS["issue-certificates"](payload, {
          ...run,
          step: async (done, outcome) => {
            if ((left -= 1) < 0) throw new Error("the line broke");
            await run.step(done, outcome);
          },
        });
      await tryJob({ "issue-certificates": breaking }, id, "one");
      expect((await theJob()).lastError).toBe("the line broke");
    }
    await tryJob(HANDLERS, id, "one");
    expect(await progressOf(administrator, cohortId)).toMatchObject({ state: "done", issued: 4, of: 4 });
    expect(await countOf(cohortId)).toBe(NAMES.length);
    const numbers = await db.certificate.findMany({
      where: { enrolments: { some: { enrolment: { cohortId } } } },
    });
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(NAMES.length);
  });

  test("who lost the role before their turn came issues nothing", async () => {
    const { cohortId, administrator } = await finished(NAMES);
    await startBulkIssue(administrator, cohortId);
    await db.roleAssignment.updateMany({
      where: { personId: administrator.personId },
      data: { endedAt: now() },
    });
    await tryJob(HANDLERS, (await theJob()).id, "one");
    expect((await theJob()).deadAt).not.toBeNull();
    expect(await progressOf(administrator, cohortId)).toMatchObject({ state: "stopped", issued: 0 });
    expect(await countOf(cohortId)).toBe(0);
  });

  test("nobody else's cohort", async () => {
    const { cohortId } = await finished(["Sok Dara"]);
    const stranger = { ...(await finished(["Kim Bopha"])).trainer, personId: await makePerson("Other") };
    expect(await startBulkIssue(stranger, cohortId)).toBeNull();
    expect(await db.job.count()).toBe(0);
  });
});
