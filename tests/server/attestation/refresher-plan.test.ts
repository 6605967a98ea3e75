import { expect, test } from "vitest";
import { schemeDay } from "#app/features/attestation/attestations.server.ts";
import { employerInReach } from "#app/features/attestation/employer-scope.server.ts";
import {
  dueForRefresher,
  planRefresher,
  refresherCourses,
} from "#app/features/attestation/refresher-plan.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { addDays, addMonths } from "#app/lib/calendar-day.ts";
import { attested, onLeave, trainingHead } from "#tests/support/attestation-fixture.ts";
import { courseOutline } from "#tests/support/course-fixture.ts";
import * as fresh from "#tests/support/fresh.ts";
import { actorFor, makePerson, publishCourse } from "#tests/support/learning-fixture.ts";

const day = await schemeDay();
/** Ends in so many days. */
const endsIn = (days: number) => ({ validFrom: addDays(addMonths(addDays(day, days), -12), 1) });

async function employer() {
  const { organisationId, unitId } = await fresh.organisation();
  const by = async (scope: Scope): Promise<Actor> => actorFor(await makePerson("Meas Chenda"), [scope]);
  const makeHead = async (name: string) =>
    actorFor(await trainingHead(organisationId, name), [{ kind: "organisation", id: organisationId }]);
  const head = await makeHead("Meas Chenda");
  return { organisationId, unitId, head, by, makeHead };
}

const plan = (people: string[], courseVersionId: string) => ({
  people,
  courseVersionId,
  name: "Refresher of the autumn",
  place: "Kampong Cham",
  startDate: addDays(day, 10),
  endDate: addDays(day, 10),
  locale: "en",
  headTitle: "Training head",
});

test("who is due is seen by the days ahead; one press makes their cohort, twice is once", async () => {
  const { organisationId, unitId, head } = await employer();
  const works = { organisationId, unitId };
  const soon = await attested(works, endsIn(20), "Soon");
  await attested(works, endsIn(80), "Later");
  const lapsed = await attested(works, endsIn(-5), "Lapsed");
  await attested(works, endsIn(200), "Fresh");
  const away = await attested(works, endsIn(20), "Away");
  await onLeave(away.personId, organisationId, addDays(day, -10));
  const tooLong = await attested(works, endsIn(20), "For the full course");
  await onLeave(tooLong.personId, organisationId, addDays(day, -250), addDays(day, -1));
  const reached = (await employerInReach(head, organisationId))!;
  const due = async (within: number) =>
    (await dueForRefresher(reached, day, within)).map(({ name, why }) => [name, why]);
  expect(await due(60)).toEqual([["Lapsed", "lapsed"], ["Soon", "ends"]]); // prettier-ignore
  expect(await due(90)).toEqual([["Lapsed", "lapsed"], ["Later", "ends"], ["Soon", "ends"]]); // prettier-ignore

  const versionId = await fresh.refresherCourse();
  const chosen = plan([soon.personId, lapsed.personId], versionId);
  const made = await planRefresher(head, organisationId, chosen);
  if (!made?.ok) throw new Error(JSON.stringify(made));
  expect(made.value.came).toBe(2);
  const again = await planRefresher(head, organisationId, chosen);
  expect(again).toEqual({ ok: true, value: { cohortId: made.value.cohortId, came: 0 } });
  const cohort = await db.cohort.findUniqueOrThrow({
    where: { id: made.value.cohortId },
    include: { enrolments: true },
  });
  expect(cohort).toMatchObject({ hostId: organisationId, programme: "financial-education" });
  expect(cohort.enrolments.map(({ personId }) => personId).sort()).toEqual(
    [soon.personId, lapsed.personId].sort(),
  );
  const shown = await dueForRefresher(reached, day, 90);
  expect(shown.map(({ name, sits }) => [name, sits?.name ?? null])).toEqual([
    ["Lapsed", "Refresher of the autumn"],
    ["Later", null],
    ["Soon", "Refresher of the autumn"],
  ]);
});

test("not by others, not for who is not due, not in another course; refused, there is no cohort either", async () => {
  const { organisationId, unitId, head, by } = await employer();
  const { personId } = await attested({ organisationId, unitId }, endsIn(20));
  const fit = await attested({ organisationId, unitId }, endsIn(300));
  const versionId = await fresh.refresherCourse();
  const stranger = (await employer()).head;
  const branch = await by({ kind: "units", id: unitId });
  expect(await planRefresher(stranger, organisationId, plan([personId], versionId))).toBeNull();
  expect(await planRefresher({ ...head, reach: [] }, organisationId, plan([personId], versionId))).toBeNull();
  const refused = async (actor: Actor, own: object) => {
    const done = await planRefresher(actor, organisationId, { ...plan([personId], versionId), ...own });
    return done?.ok ? "ok" : done?.reason.key;
  };
  expect(await refused(branch, {})).toBe("cohort.outside-reach");
  expect(await refused(head, { people: [personId, fit.personId] })).toBe("changed-meanwhile");
  // A first course is not a refresher, though it is of the same programme.
  const first = await publishCourse(courseOutline({ programme: "financial-education" }));
  for (const courseVersionId of [first, await fresh.course(), newId()])
    expect(await refused(head, { courseVersionId })).toBe("attestation-plan-refreshers");
  const offered = (await refresherCourses("en")).map(({ id }) => id);
  expect([offered.includes(versionId), offered.includes(first)]).toEqual([true, false]);
  expect(await refused(head, { startDate: addDays(day, -1) })).toBe("attestation-plan-past");
  const { courseId } = await db.courseVersion.findUniqueOrThrow({ where: { id: versionId } });
  await db.organisationSeats.create({ data: { organisationId, courseId, seats: 0 } });
  expect(await refused(head, {})).not.toBe("ok");
  expect(await db.cohort.count({ where: { hostId: organisationId } })).toBe(0);
});

test("a training head of the employer signs, whoever plans; taught in a language the course has", async () => {
  const { organisationId, unitId, head, makeHead } = await employer();
  const second = await makeHead("Keo Bopha");
  const { personId } = await attested({ organisationId, unitId }, endsIn(20));
  const versionId = await fresh.refresherCourse();
  const deputyOf = async ({ personId: principal }: Actor) =>
    actorFor(await makePerson("Deputy"), [{ kind: "organisation", id: organisationId, for: principal }]);
  const platform = actorFor(await makePerson("Petra"), [{ kind: "all", id: "" }]);
  const made = async (actor: Actor, locale: string) => {
    const one = { ...plan([personId], versionId), name: newId(), locale };
    const done = await planRefresher(actor, organisationId, one);
    if (!done?.ok) return done?.reason.key;
    const { cohortId } = done.value;
    const { signatories, locales } = await db.cohort.findUniqueOrThrow({ where: { id: cohortId } });
    return { signs: (JSON.parse(signatories) as { name: string }[])[0]!.name, locales: JSON.parse(locales) };
  };
  expect(await made(head, "fr")).toEqual({ signs: "Meas Chenda", locales: ["fr"] });
  expect(await made(second, "km")).toEqual({ signs: "Keo Bopha", locales: ["en"] });
  expect(await made(await deputyOf(second), "en")).toMatchObject({ signs: "Keo Bopha" });
  expect(await made(platform, "en")).toMatchObject({ signs: "Meas Chenda" });
  await db.roleAssignment.updateMany({ where: { scopeId: organisationId }, data: { endedAt: now() } });
  expect(await made(platform, "en")).toBe("attestation-plan-no-head");
});
