import { beforeEach, expect, test } from "vitest";
import { holidaysOfCohort, keepHolidays, removeHoliday } from "#app/features/cohorts/holidays.server.ts";
import { db } from "#app/infra/db.server.ts";
import * as fresh from "#tests/support/fresh.ts";

beforeEach(async () => {
  await db.holiday.deleteMany();
});

const administrator = async () => (await fresh.staff("platform-administrator")).actor;

test("a day is kept once per country and takes the newer name", async () => {
  const actor = await administrator();
  await keepHolidays(actor, "KH", [{ date: "2100-11-09", name: "Old" }]);
  await keepHolidays(actor, "KH", [{ date: "2100-11-09", name: "New" }]);
  await keepHolidays(actor, "SN", [{ date: "2100-11-09", name: "Other" }]);
  expect(await db.holiday.findMany({ orderBy: { country: "asc" } })).toMatchObject([
    { country: "KH", name: "New" },
    { country: "SN", name: "Other" },
  ]);
  const { id } = (await db.holiday.findFirst({ where: { country: "SN" } }))!;
  expect(await removeHoliday(actor, id)).toBe(true);
  expect(await removeHoliday(actor, id)).toBe(false);
});

test("a cohort is warned of the countries its people live in, and no date moves", async () => {
  const actor = await administrator();
  const learner = await fresh.learner();
  await db.person.update({ where: { id: learner.personId }, data: { country: "SN" } });
  await keepHolidays(actor, "SN", [{ date: "2100-04-04", name: "Independence" }]);
  await keepHolidays(actor, "BO", [{ date: "2100-04-04", name: "Elsewhere" }]);
  const dates = [{ date: "2100-04-04", what: "Risk" }];
  expect(await holidaysOfCohort(learner.cohortId, dates)).toEqual([
    { date: "2100-04-04", what: "Risk", country: "SN", holiday: "Independence" },
  ]);
  await db.enrolment.updateMany({ where: { personId: learner.personId }, data: { status: "withdrawn" } });
  expect(await holidaysOfCohort(learner.cohortId, dates)).toEqual([]);
});

test("the country of the host warns too, whoever the people are", async () => {
  const { cohortId } = await fresh.learner();
  const dates = [{ date: "2100-11-09", what: "" }];
  await keepHolidays(await administrator(), "KH", [{ date: "2100-11-09", name: "Independence Day" }]);
  expect(await holidaysOfCohort(cohortId, dates)).toEqual([]);
  const { organisationId: hostId } = await fresh.organisation(); // in Cambodia
  await db.cohort.update({ where: { id: cohortId }, data: { hostId } });
  expect(await holidaysOfCohort(cohortId, dates)).toMatchObject([{ holiday: "Independence Day" }]);
});
