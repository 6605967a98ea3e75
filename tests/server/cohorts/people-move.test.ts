import { describe, expect, test } from "vitest";
import { otherCohorts, substitute, transfer } from "#app/features/cohorts/people-move.server.ts";
import { attendanceOf } from "#app/features/cohorts/attendance.ts";
import { findParticipant } from "#app/features/cohorts/participant.server.ts";
import { takeAttendance } from "#app/features/cohorts/take-attendance.server.ts";
import { recordProgress } from "#app/features/learning/record-progress.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const otherVersion = await publishCourse();
const administrator = actorFor(await makePerson("Aminata"), [{ kind: "programme", id: "management" }]);
const reasonOf = (result: { ok: boolean; reason?: { key: string } }) =>
  result.ok ? "ok" : result.reason?.key;

async function halfDay(cohortId: string): Promise<string> {
  const id = newId();
  await db.halfDay.create({
    data: { id, cohortId, date: "2026-10-02", part: "am", title: "", contactMinutes: 180 },
  });
  return id;
}

describe("to another cohort", () => {
  test("goes everything that was done and marked", async () => {
    const learner = await enrolLearner(versionId);
    const { cohortId, enrolmentId } = learner;
    await recordProgress(learner.actor, await enrolmentOf(learner), { moduleId: "intro", unitId: "read" });
    const halfDayId = await halfDay(cohortId);
    const present = [{ who: enrolmentId, mark: "present" as const, minutesMissed: 0 }];
    await takeAttendance(administrator, { cohortId, halfDayId }, present, "", "2026-10-02");
    const toCohortId = await makeCohort(versionId);
    await halfDay(toCohortId);
    expect(
      (await otherCohorts(administrator, { id: cohortId, version: { id: versionId } })).map(({ id }) => id),
    ).toContain(toCohortId);

    expect(
      reasonOf(await transfer(administrator, cohortId, enrolmentId, { toCohortId, reason: "Ill" })),
    ).toBe("ok");
    const moved = await enrolmentOf(learner);
    expect([moved.cohort.id, moved.record.marks.length]).toEqual([toCohortId, 1]);
    expect((await findParticipant(administrator, toCohortId, enrolmentId))?.attendance).toMatchObject({
      halves: 2,
      met: true,
    });
    expect(await findParticipant(administrator, cohortId, enrolmentId)).toBeNull();
    expect(await auditOf(enrolmentId)).toContain("enrolment.transferred");
    expect(
      reasonOf(await transfer(administrator, cohortId, enrolmentId, { toCohortId, reason: "Ill" })),
    ).toBe("cohort.closed");
  });

  test("marks of two cohorts never make more than all of one", () => {
    const present = { mark: "present" as const, minutesMissed: 0 };
    expect(attendanceOf([present, present, present], 2)).toMatchObject({ halves: 4, ofHalves: 4, met: true });
  });

  test("not of another version, not where they are already, not out of one's reach", async () => {
    const { cohortId, enrolmentId, personId } = await enrolLearner(versionId);
    const move = (toCohortId: string, by = administrator) =>
      transfer(by, cohortId, enrolmentId, { toCohortId, reason: "x" });
    expect(reasonOf(await move(await makeCohort(otherVersion)))).toBe("move.other-version");
    const there = await makeCohort(versionId);
    await db.enrolment.create({
      data: {
        id: newId(),
        personId,
        cohortId: there,
        courseVersionId: versionId,
        status: "withdrawn",
        enrolledAt: new Date(),
        sortName: "",
        electives: "[]",
      },
    });
    expect(reasonOf(await move(there))).toBe("move.already-there");
    expect(reasonOf(await move(cohortId))).toBe("move.same-cohort");
    const outsider = actorFor("outsider", [{ kind: "cohort", id: cohortId }]);
    expect(reasonOf(await move(await makeCohort(versionId), outsider))).toBe("cohort.closed");
  });
});

describe("somebody else instead", () => {
  async function ahead() {
    const cohortId = await makeCohort(versionId, { endDate: "2099-12-31" });
    await db.cohort.update({ where: { id: cohortId }, data: { startDate: "2099-12-01" } });
    return enrolLearner(versionId, cohortId);
  }
  async function colleague(): Promise<string> {
    const personId = await makePerson("Bopha");
    return (await db.person.update({ where: { id: personId }, data: { username: `b${personId}` } })).username;
  }
  const statusesIn = async (cohortId: string) =>
    (await db.enrolment.findMany({ where: { cohortId }, orderBy: { enrolledAt: "asc" } })).map(
      ({ status }) => status,
    );

  test("before the course begins one leaves and the other comes", async () => {
    const { cohortId, enrolmentId } = await ahead();
    const identifier = await colleague();
    expect(
      reasonOf(await substitute(administrator, cohortId, enrolmentId, { identifier, reason: "Leave" })),
    ).toBe("ok");
    expect(await statusesIn(cohortId)).toEqual(["withdrawn", "confirmed"]);
  });

  test("not for nobody, not twice, not once something was done or the course has begun", async () => {
    const learner = await ahead();
    const { cohortId, enrolmentId } = learner;
    const replace = (identifier: string) =>
      substitute(administrator, cohortId, enrolmentId, { identifier, reason: "x" });
    expect(reasonOf(await replace("nobody at all"))).toBe("move.no-such-person");
    const other = await enrolLearner(versionId, cohortId);
    expect(reasonOf(await replace(other.personId))).toBe("move.already-there");
    await recordProgress(learner.actor, await enrolmentOf(learner), { moduleId: "intro", unitId: "read" });
    expect(reasonOf(await replace(await colleague()))).toBe("move.has-worked");
    const begun = await enrolLearner(versionId);
    const late = await substitute(administrator, begun.cohortId, begun.enrolmentId, {
      identifier: await colleague(),
      reason: "x",
    });
    expect(reasonOf(late)).toBe("move.has-begun");
    expect(await statusesIn(begun.cohortId)).toEqual(["confirmed"]);
  });
});
