import { beforeAll, describe, expect, test } from "vitest";
import { attendanceSheet } from "#app/features/cohorts/attendance-sheet.server.ts";
import { closeCohort, openBeforeClosing } from "#app/features/cohorts/close-cohort.server.ts";
import { findCohort, findRunCohort, listCohorts } from "#app/features/cohorts/cohorts.server.ts";
import { enrolPeople } from "#app/features/cohorts/enrol-people.server.ts";
import { reviewReport, writeReport } from "#app/features/cohorts/file-training-report.server.ts";
import { listParticipants } from "#app/features/cohorts/participants.server.ts";
import { moveParticipant } from "#app/features/cohorts/participant.server.ts";
import { planHalfDays, removeHalfDay } from "#app/features/cohorts/plan-calendar.server.ts";
import type { Mark } from "#app/features/cohorts/attendance.ts";
import { shortOf, type Shown } from "#app/features/cohorts/attendance-forms.ts";
import { takeAttendance, verifyHalfDay } from "#app/features/cohorts/take-attendance.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { now } from "#app/infra/clock.server.ts";
import {
  actorFor,
  auditOf,
  enrolLearner,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";
import { BY_NAME } from "#tests/support/lists.ts";

const TODAY = "2026-11-02";
let version: string;

beforeAll(async () => {
  version = await publishCourse();
});

async function runningCohort(people: number) {
  const cohortId = await makeCohort(version);
  const learners = [];
  for (let index = 0; index < people; index++) learners.push(await enrolLearner(version, cohortId));
  const trainer = actorFor(await makePerson("Trainer"), [{ kind: "cohort", id: cohortId }]);
  const administrator = actorFor(await makePerson("Administrator"), [
    { kind: "programme", id: "management" },
  ]);
  const plan = {
    intent: "plan" as const,
    first: "2026-10-29",
    last: "2026-10-30",
    without: [],
    parts: ["am" as const, "pm" as const],
    title: "",
    contactMinutes: 180,
    amStarts: "08:30",
    pmStarts: "13:30",
    room: "",
  };
  await planHalfDays(trainer, cohortId, plan);
  const halfDays = await db.halfDay.findMany({
    where: { cohortId },
    orderBy: [{ date: "asc" }, { part: "asc" }],
  });
  return { cohortId, learners, trainer, administrator, plan, halfDays: halfDays.map(({ id }) => id) };
}

const present = (learners: { enrolmentId: string }[]) =>
  learners.map(({ enrolmentId }) => ({ who: enrolmentId, mark: "present" as const, minutesMissed: 0 }));

describe("the calendar", () => {
  test("planned twice is planned once; a half-day with marks stays", async () => {
    const { cohortId, trainer, plan, halfDays, learners } = await runningCohort(1);
    expect(await planHalfDays(trainer, cohortId, plan)).toEqual({ ok: true, value: 0 });
    await takeAttendance(trainer, { cohortId, halfDayId: halfDays[0]! }, present(learners), "", TODAY);
    expect(await removeHalfDay(trainer, cohortId, halfDays[0]!)).toMatchObject({
      reason: { key: "calendar.has-marks" },
    });
    expect(await removeHalfDay(trainer, cohortId, halfDays[1]!)).toMatchObject({ ok: true });
    expect(await db.halfDay.count({ where: { cohortId } })).toBe(3);
  });
});

describe("attendance", () => {
  test("is saved as given, twice the same is no change, and people of other cohorts are left out", async () => {
    const { cohortId, trainer, halfDays, learners } = await runningCohort(2);
    const stranger = await enrolLearner(version);
    const sheet = { cohortId, halfDayId: halfDays[0]! };
    const entries = present([...learners, stranger]);
    expect(await takeAttendance(trainer, sheet, entries, "", TODAY)).toEqual({
      ok: true,
      value: { changed: 2, clashes: [] },
    });
    expect(await takeAttendance(trainer, sheet, entries, "", TODAY)).toEqual({
      ok: true,
      value: { changed: 0, clashes: [] },
    });
    expect(await db.attendanceMark.count({ where: { enrolmentId: stranger.enrolmentId } })).toBe(0);
    expect(await auditOf(halfDays[0]!)).toEqual(["attendance.taken"]);
  });

  test("is not taken before its day", async () => {
    const { cohortId, trainer, halfDays, learners } = await runningCohort(1);
    const early = await takeAttendance(
      trainer,
      { cohortId, halfDayId: halfDays[0]! },
      present(learners),
      "",
      "2026-10-28",
    );
    expect(early).toMatchObject({ reason: { key: "attendance.not-yet", params: { day: "2026-10-29" } } });
  });

  test("is verified once everybody has a mark; afterwards a change needs a reason that stays", async () => {
    const { cohortId, trainer, halfDays, learners } = await runningCohort(2);
    const sheet = { cohortId, halfDayId: halfDays[0]! };
    await takeAttendance(trainer, sheet, present(learners.slice(0, 1)), "", TODAY);
    expect(await verifyHalfDay(trainer, sheet)).toMatchObject({ reason: { key: "attendance.unmarked" } });
    await takeAttendance(trainer, sheet, present(learners), "", TODAY);
    expect(await verifyHalfDay(trainer, sheet)).toMatchObject({ ok: true });
    const late = [{ who: learners[0]!.enrolmentId, mark: "late" as const, minutesMissed: 40 }];
    expect(await takeAttendance(trainer, sheet, late, "", TODAY)).toMatchObject({
      reason: { key: "attendance.reason-needed" },
    });
    expect(await takeAttendance(trainer, sheet, late, "signed sheet", TODAY)).toMatchObject({ ok: true });
    const shown = await attendanceSheet(trainer, cohortId, halfDays[0]!);
    expect(shown?.changes).toMatchObject([{ from: "present", to: "late", reason: "signed sheet" }]);
    expect(await auditOf(halfDays[0]!)).toEqual([
      "attendance.taken",
      "attendance.taken",
      "half-day.verified",
      "attendance.corrected",
    ]);
  });

  test("two people saving the same sheet at once leave one mark each", async () => {
    const { cohortId, trainer, administrator, halfDays, learners } = await runningCohort(5);
    const sheet = { cohortId, halfDayId: halfDays[0]! };
    await Promise.all([
      takeAttendance(trainer, sheet, present(learners), "", TODAY),
      takeAttendance(administrator, sheet, present(learners), "", TODAY),
    ]);
    expect(await db.attendanceMark.count({ where: { halfDayId: halfDays[0]! } })).toBe(5);
  });

  test("a mark that waited on a phone does not overwrite what somebody else marked meanwhile", async () => {
    const { cohortId, trainer, administrator, halfDays, learners } = await runningCohort(2);
    const sheet = { cohortId, halfDayId: halfDays[0]! };
    const [one, two] = learners.map(({ enrolmentId }) => shortOf(enrolmentId));
    const given = (who: string, mark: Mark, shown: Shown) => ({ who, mark, minutesMissed: 0, shown });
    await takeAttendance(administrator, sheet, [given(one!, "absent", "none")], "", TODAY);
    const waited = [given(one!, "present", "none"), given(two!, "present", "none")];
    expect(await takeAttendance(trainer, sheet, waited, "", TODAY)).toEqual({
      ok: true,
      value: { changed: 1, clashes: [{ who: one, stands: "absent", given: "present" }] },
    });
    expect(await takeAttendance(trainer, sheet, [given(one!, "present", "absent")], "", TODAY)).toMatchObject(
      {
        value: { changed: 1, clashes: [] },
      },
    );
    const marks = await db.attendanceMark.findMany({ where: { halfDayId: halfDays[0]! } });
    expect(marks.map(({ mark }) => mark)).toEqual(["present", "present"]);
  });

  test("of a foreign cohort is not there", async () => {
    const mine = await runningCohort(1);
    const other = await runningCohort(1);
    expect(await attendanceSheet(mine.trainer, other.cohortId, other.halfDays[0]!)).toBeNull();
    const tried = await takeAttendance(
      mine.trainer,
      { cohortId: other.cohortId, halfDayId: other.halfDays[0]! },
      present(other.learners),
      "",
      TODAY,
    );
    expect(tried.ok).toBe(false);
    expect(await db.attendanceMark.count({ where: { halfDayId: other.halfDays[0]! } })).toBe(0);
  });
});

const text = { objectives: "Reached.", deviations: "", lessons: "More time for cases.", incidents: "" };

describe("the end-of-training report", () => {
  test("waits for attendance, is validated by somebody else, then stays as it is", async () => {
    const { cohortId, trainer, administrator, halfDays, learners } = await runningCohort(1);
    expect(await writeReport(trainer, cohortId, text, { submit: true, version: 0 })).toMatchObject({
      reason: { key: "report.attendance-unverified", params: { count: 4 } },
    });
    for (const halfDayId of halfDays) {
      await takeAttendance(trainer, { cohortId, halfDayId }, present(learners), "", TODAY);
      await verifyHalfDay(trainer, { cohortId, halfDayId });
    }
    expect(await writeReport(trainer, cohortId, text, { submit: false, version: 0 })).toMatchObject({
      ok: true,
    });
    expect(await writeReport(trainer, cohortId, text, { submit: true, version: 0 })).toMatchObject({
      reason: { key: "changed-meanwhile" },
    });
    expect(await writeReport(trainer, cohortId, text, { submit: true, version: 1 })).toMatchObject({
      ok: true,
    });
    const validate = (actor: typeof trainer) =>
      reviewReport(actor, cohortId, "validate", { note: "", version: 2 });
    expect(await validate(trainer)).toMatchObject({ reason: { key: "report.own" } });
    expect(await validate(administrator)).toMatchObject({ ok: true });
    expect(await writeReport(trainer, cohortId, text, { submit: false, version: 3 })).toMatchObject({
      reason: { key: "report.locked" },
    });
    expect(await auditOf(cohortId)).toEqual([
      "calendar.planned",
      "training-report.written",
      "training-report.submitted",
      "training-report.validated",
    ]);
  });

  test("closing waits for the last day and the report, and happens once", async () => {
    const { cohortId, administrator, trainer, halfDays, learners } = await runningCohort(2);
    await db.cohort.update({ where: { id: cohortId }, data: { format: "standard" } });
    const cohort = (await findRunCohort(administrator, cohortId))!;
    expect(await closeCohort(administrator, cohort, "2026-11-30")).toMatchObject({
      reason: { key: "cohort.not-over" },
    });
    expect(
      await closeCohort(administrator, (await findRunCohort(administrator, cohortId))!, "2026-12-01"),
    ).toMatchObject({
      reason: { key: "cohort.report-not-validated" },
    });
    const [came, missed] = [learners[0]!, learners[1]!];
    for (const halfDayId of halfDays) {
      const marks = [
        ...present([came]),
        { who: missed.enrolmentId, mark: "absent" as const, minutesMissed: 0 },
      ];
      await takeAttendance(trainer, { cohortId, halfDayId }, marks, "", TODAY);
      await verifyHalfDay(trainer, { cohortId, halfDayId });
    }
    await writeReport(trainer, cohortId, text, { submit: true, version: 0 });
    await reviewReport(administrator, cohortId, "validate", { note: "", version: 1 });
    expect(await openBeforeClosing(cohortId)).toEqual({ names: 2, plans: 0, papers: 0, certificates: 2 });
    expect(
      await closeCohort(administrator, (await findRunCohort(administrator, cohortId))!, "2026-12-01"),
    ).toMatchObject({ ok: true });
    expect(
      await closeCohort(administrator, (await findRunCohort(administrator, cohortId))!, "2026-12-01"),
    ).toMatchObject({ ok: true });
    expect((await auditOf(cohortId)).filter((action) => action === "cohort.closed")).toHaveLength(1);
    // By what they reached: nobody has been issued a certificate, and a name that is not confirmed takes nothing away.
    const statusOf = async (id: string) => (await db.enrolment.findUniqueOrThrow({ where: { id } })).status;
    expect(await statusOf(came.enrolmentId)).toBe("participated");
    expect(await statusOf(missed.enrolmentId)).toBe("failed");
    expect(
      await moveParticipant(administrator, cohortId, learners[0]!.enrolmentId, { intent: "return" }),
    ).toMatchObject({
      reason: { key: "cohort.closed" },
    });
  });
});

describe("who sees which cohort", () => {
  test("a training head sees cohorts where people of theirs sit, those people only, and does not run them", async () => {
    const { cohortId, learners } = await runningCohort(2);
    const organisationId = newId();
    await db.organisation.create({
      data: { id: organisationId, name: organisationId, kind: "mfi", country: "KH", createdAt: now() },
    });
    await db.affiliation.create({
      data: { id: newId(), personId: learners[0]!.personId, organisationId, from: "2026-01-01" },
    });
    const head = actorFor(await makePerson("Head"), [{ kind: "organisation", id: organisationId }]);
    const cohort = await findCohort(head, cohortId);
    expect(cohort?.runs).toBe(false);
    expect(await findRunCohort(head, cohortId)).toBeNull();
    const { total, rows } = await listParticipants(head, cohort!, {
      q: "",
      show: "",
      sorting: BY_NAME,
      page: 1,
    });
    expect([total, rows.map(({ enrolmentId }) => enrolmentId)]).toEqual([1, [learners[0]!.enrolmentId]]);
    const other = await runningCohort(1);
    expect(await findCohort(head, other.cohortId)).toBeNull();
    const { rows: seen } = await listCohorts(
      head,
      { q: "", phase: "", sorting: BY_NAME, page: 1 },
      "en",
      TODAY,
    );
    expect(seen.map(({ id }) => id)).toEqual([cohortId]);
  });

  test("a training head enrols their own people only", async () => {
    const { cohortId, learners } = await runningCohort(1);
    const organisationId = newId();
    await db.organisation.create({
      data: { id: organisationId, name: organisationId, kind: "mfi", country: "KH", createdAt: now() },
    });
    const [own, foreign] = [await makePerson("Own"), await makePerson("Foreign")];
    for (const personId of [own, learners[0]!.personId])
      await db.affiliation.create({ data: { id: newId(), personId, organisationId, from: "2026-01-01" } });
    const head = actorFor(await makePerson("Head"), [{ kind: "organisation", id: organisationId }]);
    expect(await enrolPeople(head, cohortId, [own, foreign])).toEqual({ ok: true, value: 1 });
    expect(await enrolPeople(head, cohortId, [own, foreign])).toEqual({ ok: true, value: 0 });
    expect(await db.enrolment.count({ where: { personId: foreign } })).toBe(0);
  });
});
