import { describe, expect, test } from "vitest";
import { halfDayByCode } from "#app/features/cohorts/attendance-sheet.server.ts";
import { readSheetCode, sheetCode } from "#app/features/cohorts/sheet-code.ts";
import { makeFeed, holderOfFeed, myDays, mySessions } from "#app/features/cohorts/my-sessions.server.ts";
import { incidentNotes, incidentsOf, noteIncident } from "#app/features/cohorts/incidents.server.ts";
import { removeHalfDay } from "#app/features/cohorts/plan-calendar.server.ts";
import { sessionFeed } from "#app/features/cohorts/session-feed.server.ts";
import { clashesAmong, findSession, planSession, sessionsOf } from "#app/features/cohorts/sessions.server.ts";
import { takeAttendance, verifyHalfDay } from "#app/features/cohorts/take-attendance.server.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import {
  actorFor,
  enrolLearner,
  enrolmentOf,
  makeCohort,
  makePerson,
  publishCourse,
} from "#tests/support/learning-fixture.ts";

const versionId = await publishCourse();
const administrator = actorFor(await makePerson("Aminata"), [{ kind: "programme", id: "management" }]);

async function trainer(name: string): Promise<string> {
  const personId = await makePerson(name);
  const scope = { role: "trainer", scopeKind: "cohort", scopeId: "some other" };
  await db.roleAssignment.create({ data: { id: newId(), personId, ...scope, grantedAt: now() } });
  return personId;
}

async function halfDay(cohortId: string, date = "2026-10-02", part = "am"): Promise<string> {
  const id = newId();
  await db.halfDay.create({ data: { id, cohortId, date, part, title: "", contactMinutes: 180 } });
  return id;
}

const plan = (trainers: { id: string; role: "lead" | "observer" }[], own = {}) => ({
  title: "Risk",
  startsAt: "08:30",
  room: "Room 2",
  modules: ["risk"],
  contactMinutes: 180,
  trainers,
  ...own,
});
const reasonOf = (result: { ok: boolean; reason?: { key: string } }) =>
  result.ok ? "ok" : result.reason?.key;

describe("planning a session", () => {
  test("puts trainers on it, and who delivers becomes a trainer of the cohort", async () => {
    const cohortId = await makeCohort(versionId);
    const id = await halfDay(cohortId);
    const [lead, observer, nobody] = [await trainer("Vanna"), await trainer("Ana"), await makePerson("Dara")];
    const people = [
      { id: observer, role: "observer" as const },
      { id: lead, role: "lead" as const },
      { id: nobody, role: "lead" as const },
    ];
    expect(reasonOf(await planSession(administrator, cohortId, id, plan(people)))).toBe("ok");
    const session = (await findSession(cohortId, id))!;
    expect(session).toMatchObject({ title: "Risk", startsAt: "08:30", modules: ["risk"] });
    expect(session.trainers.map(({ name, role }) => [name, role])).toEqual([
      ["Vanna", "lead"],
      ["Ana", "observer"],
    ]);
    const grants = await db.roleAssignment.findMany({ where: { scopeKind: "cohort", scopeId: cohortId } });
    expect(grants.map(({ personId }) => personId)).toEqual([lead]);
    expect(reasonOf(await removeHalfDay(administrator, cohortId, id))).toBe("ok");
  });

  test("a half-day that is delivered keeps its trainer when another takes over", async () => {
    const learner = await enrolLearner(versionId);
    const { cohortId } = learner;
    const id = await halfDay(cohortId);
    const [first, second] = [await trainer("First"), await trainer("Second")];
    await planSession(administrator, cohortId, id, plan([{ id: first, role: "lead" }]));
    const sheet = { cohortId, halfDayId: id };
    const present = [{ who: learner.enrolmentId, mark: "present" as const, minutesMissed: 0 }];
    await takeAttendance(administrator, sheet, present, "", "2026-10-02");
    await verifyHalfDay(administrator, sheet);
    const replaced = await planSession(administrator, cohortId, id, plan([{ id: second, role: "lead" }]));
    expect(reasonOf(replaced)).toBe("calendar.delivered");
    const renamed = plan([{ id: first, role: "lead" }], { title: "Risk and delinquency" });
    expect(reasonOf(await planSession(administrator, cohortId, id, renamed))).toBe("ok");
  });

  test("is for whoever runs the cohort", async () => {
    const cohortId = await makeCohort(versionId);
    const id = await halfDay(cohortId);
    const outsider = actorFor(await makePerson(), [{ kind: "programme", id: "other" }]);
    expect(reasonOf(await planSession(outsider, cohortId, id, plan([])))).toBe("cohort.closed");
  });

  test("shows one trainer in two cohorts at once", async () => {
    const [one, other] = [await makeCohort(versionId), await makeCohort(versionId)];
    const lead = await trainer("Vanna");
    const [here, there] = [await halfDay(one, "2026-11-02"), await halfDay(other, "2026-11-02")];
    const own = { room: "" };
    await planSession(administrator, one, here, plan([{ id: lead, role: "lead" }], own));
    await planSession(administrator, other, there, plan([{ id: lead, role: "lead" }], own));
    const cohort = { name: "Kampong Cham, autumn", timeZone: "Asia/Phnom_Penh" };
    const clashes = await clashesAmong(await sessionsOf(one), cohort);
    expect(clashes.get(here)).toMatchObject([{ kind: "trainer", with: there, name: "Vanna" }]);
  });
});

describe("one's own days", () => {
  test("are those one learns in and those one holds, and no others", async () => {
    const learner = await enrolLearner(versionId);
    const id = await halfDay(learner.cohortId);
    const lead = await trainer("Vanna");
    await planSession(administrator, learner.cohortId, id, plan([{ id: lead, role: "lead" }]));
    expect((await mySessions(learner.personId, "2026-10-01")).map(({ as }) => as)).toEqual(["learner"]);
    expect((await mySessions(lead, "2026-10-01")).map(({ as }) => as)).toEqual(["lead"]);
    expect(await mySessions(lead, "2026-10-03")).toEqual([]);
    const days = await myDays(await enrolmentOf(learner));
    expect(days.sessions.map(({ mark }) => mark)).toEqual([null]);
    expect(days.attendance).toMatchObject({ mayMiss: 0, met: false });
  });

  test("are read by a calendar program under an address of which the newest alone is worth something", async () => {
    const learner = await enrolLearner(versionId);
    const id = await halfDay(learner.cohortId);
    await planSession(administrator, learner.cohortId, id, plan([]));
    const [old, secret] = [await makeFeed(learner.actor), await makeFeed(learner.actor)];
    expect(await holderOfFeed(old)).toBeNull();
    expect(await holderOfFeed(secret)).toEqual({ personId: learner.personId, locale: "en" });
    const text = sessionFeed(await mySessions(learner.personId, "2026-10-01"), "en");
    expect(text.split("\r\n")).toEqual(
      expect.arrayContaining([
        "BEGIN:VCALENDAR",
        `UID:${id}@passbook`,
        "DTSTART:20261002T013000Z", // 08:30 in Phnom Penh
        "DTEND:20261002T043000Z",
        "LOCATION:Room 2",
      ]),
    );
  });
});

test("a printed code leads whoever runs the cohort to its half-day, and nobody else", async () => {
  const id = await halfDay(await makeCohort(versionId));
  const code = readSheetCode(sheetCode(id))!;
  expect(await halfDayByCode(administrator, code)).toMatchObject({ id });
  expect(
    await halfDayByCode(actorFor(await makePerson(), [{ kind: "programme", id: "other" }]), code),
  ).toBeNull();
});

test("what happened is corrected by more words, never by fewer; the last ones count in the report", async () => {
  const cohortId = await makeCohort(versionId);
  const at = { cohortId, halfDayId: await halfDay(cohortId) };
  const write = async (words: string, after: string, by = administrator) => {
    const outcome = await noteIncident(by, at, { intent: "incident", words, after });
    return outcome.ok ? "ok" : outcome.reason.key;
  };
  expect(await write("No power from ten.", "")).toBe("ok");
  expect(await write("Rain.", "")).toBe("changed-meanwhile");
  const [first] = await incidentNotes(at.halfDayId);
  expect(await write("No power from ten to noon.", first!.id)).toBe("ok");
  const notes = await incidentNotes(at.halfDayId);
  expect(notes.map(({ words }) => words)).toEqual(["No power from ten to noon.", "No power from ten."]);
  expect(await incidentsOf(cohortId)).toMatchObject([
    { words: "No power from ten to noon.", by: "Aminata", corrected: true, date: "2026-10-02" },
  ]);
  const foreign = actorFor(await makePerson(), [{ kind: "programme", id: "other" }]);
  expect(await write("Nothing.", notes[0]!.id, foreign)).toBe("cohort.closed");
  expect((await removeHalfDay(administrator, cohortId, at.halfDayId)).ok).toBe(false);
  expect(await write("", notes[0]!.id)).toBe("ok");
  expect(await incidentsOf(cohortId)).toEqual([]);
});
