import { expect, test } from "vitest";
import { findRunCohort } from "#app/features/cohorts/cohorts.server.ts";
import { keepHolidays } from "#app/features/cohorts/holidays.server.ts";
import { postponeCohort, previewPostponed, repeatCohort } from "#app/features/cohorts/move-cohort.server.ts";
import { takeAttendance } from "#app/features/cohorts/take-attendance.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import {
  actorFor,
  enrolLearner,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";
import { anyHost } from "#tests/support/any-host.ts";

const versionId = await publishCourse();
const administrator = actorFor(await makePerson("Aminata"), [{ kind: "programme", id: "management" }]);

/** Two days one after the other, beginning on 1 December 2099. */
async function cohortAhead() {
  const id = await makeCohort(versionId, { endDate: "2099-12-02" });
  await db.cohort.update({ where: { id }, data: { startDate: "2099-12-01" } });
  const trainer = await makePerson("Vanna");
  for (const date of ["2099-12-01", "2099-12-02"]) {
    const halfDayId = newId();
    const session = { title: "Risk", contactMinutes: 180, startsAt: "08:30", room: "Room 2" };
    await db.halfDay.create({ data: { id: halfDayId, cohortId: id, date, part: "am", ...session } });
    await db.halfDayTrainer.create({ data: { halfDayId, personId: trainer, role: "lead" } });
  }
  return { id, trainer, facts: async () => (await findRunCohort(administrator, id))! };
}
const datesOf = async (cohortId: string) =>
  (await db.halfDay.findMany({ where: { cohortId }, orderBy: { date: "asc" } })).map(({ date }) => date);
const postpone = (startDate: string) => ({
  intent: "postpone" as const,
  startDate,
  note: "The hall is being painted.",
});

test.each([
  ["2099-12-02", ["2099-12-02", "2099-12-03"]],
  ["2099-11-30", ["2099-11-30", "2099-12-01"]],
])("a cohort moved to %s takes its calendar along, and each is written to once", async (begins, dates) => {
  const { id, facts } = await cohortAhead();
  const learner = await enrolLearner(versionId, id);
  await db.person.update({
    where: { id: learner.personId },
    data: { email: `${learner.personId}@example.org` },
  });
  const before = await facts();
  expect(await postponeCohort(administrator, before, postpone(begins), anyHost)).toEqual({
    ok: true,
    value: 1,
  });
  expect(await datesOf(id)).toEqual(dates);
  expect(await facts()).toMatchObject({ startDate: dates[0], endDate: dates[1] });
  const mail = await db.outboxMessage.findMany({ where: { personId: learner.personId } });
  expect(mail).toHaveLength(1);
  expect(mail[0]!.body).toContain("The hall is being painted.");
  // Pressed twice: the second one read what is there no more.
  expect(await postponeCohort(administrator, before, postpone(begins), anyHost)).toMatchObject({ ok: false });
  expect(await datesOf(id)).toEqual(dates);
});

test("attendance that was taken holds it, and nothing half-moved stays", async () => {
  const { id, facts } = await cohortAhead();
  const learner = await enrolLearner(versionId, id);
  const { halfDays } = await facts();
  const present = [{ who: learner.enrolmentId, mark: "present" as const, minutesMissed: 0 }];
  await takeAttendance(
    administrator,
    { cohortId: id, halfDayId: halfDays[0]!.id },
    present,
    "",
    "2099-12-01",
  );
  expect(await postponeCohort(administrator, await facts(), postpone("2100-01-01"), anyHost)).toMatchObject({
    reason: { key: "cohort.has-begun" },
  });
  expect(await datesOf(id)).toEqual(["2099-12-01", "2099-12-02"]);
});

test("repeated, it has the same calendar and trainers on new days, and nobody in it", async () => {
  const { id, trainer, facts } = await cohortAhead();
  await enrolLearner(versionId, id);
  const repeated = await repeatCohort(
    administrator,
    await facts(),
    {
      intent: "repeat",
      name: "Again",
      startDate: "2100-02-27",
    },
    anyHost,
  );
  if (!repeated.ok) throw new Error(repeated.reason.key);
  const { cohortId } = repeated.value;
  expect(await datesOf(cohortId)).toEqual(["2100-02-27", "2100-02-28"]);
  expect(await db.halfDayTrainer.count({ where: { personId: trainer, halfDay: { cohortId } } })).toBe(2);
  expect(await db.enrolment.count({ where: { cohortId } })).toBe(0);
  expect(await findRunCohort(administrator, cohortId)).toMatchObject({
    name: "Again",
    endDate: "2100-02-28",
  });
});

test("seen first, the letter is the one that is then sent, and nothing was moved or sent by looking", async () => {
  const { id, facts } = await cohortAhead();
  const { personId } = await enrolLearner(versionId, id);
  await db.person.update({
    where: { id: personId },
    data: { locale: "fr", email: `${personId}@example.org`, country: "SN" },
  });
  await keepHolidays(administrator, "SN", [{ date: "2099-12-06", name: "A feast" }]);
  const form = postpone("2099-12-05");
  const seen = await previewPostponed(await facts(), form, anyHost);
  expect(seen).toMatchObject({
    ok: true,
    value: { letters: [{ locale: "fr", people: 1 }], holidays: [{ date: "2099-12-06", holiday: "A feast" }] },
  });
  expect(await datesOf(id)).toEqual(["2099-12-01", "2099-12-02"]);
  expect(await db.outboxMessage.count({ where: { personId } })).toBe(0);
  await postponeCohort(administrator, await facts(), form, anyHost);
  const { subject, body } = await db.outboxMessage.findFirstOrThrow({ where: { personId } });
  expect(seen).toMatchObject({ value: { letters: [{ subject, body }] } });
  expect(await previewPostponed(await facts(), postpone("2020-01-01"), anyHost)).toMatchObject({ ok: false });
});
