import { expect, test } from "vitest";
import { shortOf } from "#app/features/cohorts/attendance-forms.ts";
import { MeetingForm } from "#app/features/cohorts/meeting-forms.ts";
import {
  findMeeting,
  lookAtMeeting,
  previewAssigned,
  takeMeetingMarks,
  type MeetingPreview,
} from "#app/features/cohorts/meeting-marks.server.ts";
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

const versionId = await publishCourse();
const administrator = actorFor(await makePerson("Aminata"), [{ kind: "programme", id: "management" }]);
const DAY = "2026-10-02";

/** As Teams writes it: UTF-16, tabs, a summary above. */
const teams = (lines: string[][]) =>
  Buffer.concat([
    Buffer.from([0xff, 0xfe]),
    Buffer.from(
      [["1. Summary"], ["Meeting title", "Risk"], [], ["Name", "Join Time", "Leave Time", "Email"], ...lines]
        .map((cells) => cells.join("\t"))
        .join("\r\n"),
      "utf16le",
    ),
  ]);

async function scene() {
  const cohortId = await makeCohort(versionId);
  const halfDayId = newId();
  await db.cohort.update({ where: { id: cohortId }, data: { timeZone: "Asia/Phnom_Penh" } });
  await db.halfDay.create({
    data: {
      id: halfDayId,
      cohortId,
      date: DAY,
      part: "am",
      title: "",
      contactMinutes: 180,
      startsAt: "08:30",
    },
  });
  const [one, two, three] = [
    await enrolLearner(versionId, cohortId),
    await enrolLearner(versionId, cohortId),
    await enrolLearner(versionId, cohortId),
  ];
  const name = (personId: string, own: string, email: string | null) =>
    db.person.update({ where: { id: personId }, data: { name: own, email } });
  const address = `${one.personId}@example.org`;
  await name(one.personId, "Sok Dara", address);
  await name(two.personId, "Keo Bopha", null);
  await name(three.personId, "Ros Vannak", null);
  const meeting = async () => (await findMeeting(administrator, cohortId, halfDayId))!;
  return {
    address,
    meeting,
    cohortId,
    halfDayId,
    who: [one, two, three].map(({ enrolmentId }) => enrolmentId),
  };
}

/** What the form of the page says, pressed as it stands but for `change`. */
const pressed = (
  { carried, attendees, assigned, rows }: MeetingPreview,
  change: Record<string, unknown> = {},
) => {
  const whoIsWho = Object.fromEntries(attendees.map(({ who }, index) => [`a.${index}`, who]));
  const shown = Object.fromEntries(rows.map(({ who, stands }) => [`s.${who}`, stands ?? "none"]));
  const take = rows.filter(({ stands }) => stands === null).map(({ who }) => who);
  const form = MeetingForm.parse({
    intent: "take",
    carried,
    assigned,
    take,
    ...whoIsWho,
    ...shown,
    ...change,
  });
  if (form.intent === "look") throw new Error("not this form");
  return form;
};

const marksOf = async (halfDayId: string) =>
  Object.fromEntries(
    (await db.attendanceMark.findMany({ where: { halfDayId } })).map((each) => [
      each.enrolmentId,
      [each.mark, each.minutesMissed],
    ]),
  );

test("a meeting's list becomes marks, and a mark a person made stays unless it is ticked", async () => {
  const { meeting, address, cohortId, halfDayId, who } = await scene();
  const given = [{ who: who[2]!, mark: "excused" as const, minutesMissed: 0 }];
  await takeAttendance(administrator, { cohortId, halfDayId }, given, "", DAY);
  const file = teams([
    ["Dara (iPhone)", "2/10/2026, 8:25:00", "2/10/2026, 9:30:00", address.toUpperCase()],
    ["Dara (laptop)", "2/10/2026, 9:29:00", "2/10/2026, 11:40:00", address],
    ["Guest 7", "2/10/2026, 9:10:00", "2/10/2026, 11:30:00", ""],
  ]);
  const looked = lookAtMeeting(await meeting(), file, "Asia/Phnom_Penh");
  if (!looked.ok) throw new Error(looked.reason.key);
  expect(looked.value.attendees.map((each) => each.who)).toEqual([shortOf(who[0]!), ""]);

  // Somebody says who the guest was: that is looked at again before anything is written.
  const assigned = pressed(looked.value, { "a.1": shortOf(who[1]!) });
  const again = await takeMeetingMarks(administrator, await meeting(), assigned, DAY);
  expect(again).toMatchObject({ value: { kind: "look-again" } });
  expect(await marksOf(halfDayId)).toEqual({ [who[2]!]: ["excused", 0] });
  const preview = previewAssigned(await meeting(), assigned);
  expect(preview.rows.find((row) => row.name === "Keo Bopha")).toMatchObject({
    mark: "late",
    minutesMissed: 40,
  });

  const taken = await takeMeetingMarks(administrator, await meeting(), pressed(preview), DAY);
  expect(taken).toMatchObject({ value: { kind: "taken", taken: { changed: 2, clashes: [] } } });
  expect(await marksOf(halfDayId)).toEqual({
    [who[0]!]: ["present", 0],
    [who[1]!]: ["late", 40],
    [who[2]!]: ["excused", 0],
  });
  const ticked = pressed(previewAssigned(await meeting(), assigned), { take: [shortOf(who[2]!)] });
  await takeMeetingMarks(administrator, await meeting(), ticked, DAY);
  expect((await marksOf(halfDayId))[who[2]!]).toEqual(["absent", 0]);
});

test("a mark made while one looked stays, and is told of", async () => {
  const { meeting, cohortId, halfDayId, who } = await scene();
  const file = Buffer.from("Name;Join time;Leave time\nSok Dara;01:30;04:30\n");
  const looked = lookAtMeeting(await meeting(), file, "UTC");
  if (!looked.ok) throw new Error(looked.reason.key);
  const form = pressed(looked.value);
  const given = [{ who: who[0]!, mark: "late" as const, minutesMissed: 50 }];
  await takeAttendance(administrator, { cohortId, halfDayId }, given, "", DAY);
  const taken = await takeMeetingMarks(administrator, await meeting(), form, DAY);
  expect(taken).toMatchObject({
    value: { taken: { changed: 2, clashes: [{ stands: "late", given: "present" }] } },
  });
});

test("what is no such list, a half-day without an hour and a foreign cohort are refused", async () => {
  const { meeting, cohortId, halfDayId } = await scene();
  const why = async (text: string) => lookAtMeeting(await meeting(), Buffer.from(text), "UTC");
  expect(await why("Name,Age\nDara,30")).toMatchObject({ reason: { key: "meeting.no-columns" } });
  expect(await why("Name,Join time,Leave time\nDara,soon,later")).toMatchObject({
    reason: { key: "meeting.nobody" },
  });
  expect(await findMeeting(actorFor(newId(), []), cohortId, halfDayId)).toBeNull();
  await db.halfDay.update({ where: { id: halfDayId }, data: { startsAt: "" } });
  expect(await why("Name,Join time,Leave time\nDara,08:30,11:30")).toMatchObject({
    reason: { key: "meeting.no-hour" },
  });
});
