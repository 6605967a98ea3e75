import { decodeCsv } from "#app/features/identity/people-csv.server.ts";
import { wholeReadings } from "#app/infra/csv-readings.server.ts";
import { db } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import type { CalendarDay } from "#app/lib/calendar-day.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import type { Mark } from "./attendance.ts";
import { attendanceSheet } from "./attendance-sheet.server.ts";
import { shortOf, type Shown } from "./attendance-forms.ts";
import { carry } from "./meeting-forms.ts";
import { marksOfMeeting, matchAttendees, staysWithin, type Attendee, type Known } from "./meeting-marks.ts";
import { readMeetingReport } from "./meeting-report.ts";
import { spanOf } from "./session.ts";
import { findSession, type SessionFacts } from "./sessions.server.ts";
import { takeAttendance, type Taken } from "./take-attendance.server.ts";

/** Far more than the longest meeting writes. */
const MOST_LINES = 20_000;

export type MeetingRow = {
  who: string;
  name: string;
  /** The mark a person made before; null where there is none. */
  stands: Mark | null;
  mark: Mark;
  minutesMissed: number;
  seenAs: string[];
  same: boolean;
};

export type MeetingPreview = {
  rows: MeetingRow[];
  attendees: { name: string; email: string; who: string }[];
  carried: string[];
  assigned: string;
};

type Meeting = {
  cohort: { id: string; name: string; timeZone: string; closed: boolean };
  session: SessionFacts;
  verified: boolean;
  people: (Known & { stands: Mark | null; minutesMissed: number })[];
};

/** The half-day with its people and their marks, if the actor takes attendance there. */
export async function findMeeting(
  actor: Actor,
  cohortId: string,
  halfDayId: string,
): Promise<Meeting | null> {
  const [sheet, session] = await Promise.all([
    attendanceSheet(actor, cohortId, halfDayId),
    findSession(cohortId, halfDayId),
  ]);
  if (!sheet || !session) return null;
  const enrolments = await db.enrolment.findMany({
    where: { cohortId },
    select: { id: true, person: { select: { email: true } } },
  });
  const emailOf = new Map(enrolments.map(({ id, person }) => [id, person.email]));
  const people = sheet.rows.map(({ enrolmentId, name, mark, minutesMissed }) => ({
    enrolmentId,
    name,
    email: emailOf.get(enrolmentId) ?? null,
    stands: mark,
    minutesMissed,
  }));
  return { cohort: sheet.cohort, session, verified: sheet.verifiedAt !== null, people };
}

/** What a meeting tool's file says, with everybody it names matched as far as that is certain. */
export function lookAtMeeting(meeting: Meeting, bytes: Uint8Array, timeZone: string): Result<MeetingPreview> {
  const text = decodeCsv(bytes);
  if (!text.ok) return text;
  const { date } = meeting.session;
  const readings = wholeReadings(text.value, { most: MOST_LINES, skipEmpty: true }).map(({ rows }) =>
    readMeetingReport(rows, date, timeZone),
  );
  const report = readings.find((each) => each.ok);
  if (!report?.ok) {
    const nobody = readings.some((each) => !each.ok && each.why === "nobody");
    return refuse(nobody ? "meeting.nobody" : "meeting.no-columns");
  }
  const span = spanOf({ ...meeting.session, timeZone: meeting.cohort.timeZone });
  if (!span) return refuse("meeting.no-hour");
  const attendees = report.attendees.map((each) => ({ ...each, spans: staysWithin(each.spans, span) }));
  return ok(previewMeeting(meeting, attendees, matchAttendees(attendees, meeting.people)));
}

/** Everybody's mark beside the one that stands, given who is who. */
export function previewMeeting(
  { cohort, session, people }: Meeting,
  attendees: Attendee[],
  whoIsWho: readonly (string | null)[],
): MeetingPreview {
  const span = spanOf({ ...session, timeZone: cohort.timeZone });
  if (!span) throw new Error("a session without an hour has no marks of a meeting");
  const marks = marksOfMeeting(attendees, whoIsWho, people, span);
  const rows = people.map(({ enrolmentId, name, stands, minutesMissed }) => {
    const mark = marks.get(enrolmentId)!;
    const same = stands === mark.mark && minutesMissed === mark.minutesMissed;
    return { who: shortOf(enrolmentId), name, stands, ...mark, same };
  });
  const known = new Set(people.map(({ enrolmentId }) => enrolmentId));
  const assigned = whoIsWho.map((id) => (id && known.has(id) ? shortOf(id) : ""));
  return {
    rows,
    attendees: attendees.map(({ name, email }, index) => ({ name, email, who: assigned[index] ?? "" })),
    carried: carry(attendees),
    assigned: assigned.join(" "),
  };
}

type Confirmed = {
  attendees: Attendee[];
  /** By attendee, as the form says it: the short id of an enrolment. */
  whoIsWho: readonly (string | null)[];
  /** Who was ticked, and the mark that was shown as standing. */
  shown: ReadonlyMap<string, Shown>;
  assigned: string;
  reason: string;
};

export type MeetingTaken = { kind: "look-again"; preview: MeetingPreview } | { kind: "taken"; taken: Taken };

/**
 * Takes over the marks that were ticked, as they were looked at: after another assignment one looks again first, and a mark
 * somebody made meanwhile stays.
 */
export async function takeMeetingMarks(
  actor: Actor,
  meeting: Meeting,
  form: Confirmed,
  today: CalendarDay,
): Promise<Result<MeetingTaken>> {
  const preview = previewAssigned(meeting, form);
  if (preview.assigned !== form.assigned) return ok({ kind: "look-again", preview });
  const entries = preview.rows
    .filter(({ who }) => form.shown.has(who))
    .map(({ who, mark, minutesMissed }) => ({ who, mark, minutesMissed, shown: form.shown.get(who) }));
  const address = { cohortId: meeting.cohort.id, halfDayId: meeting.session.id };
  const taken = await takeAttendance(actor, address, entries, form.reason, today);
  return taken.ok ? ok({ kind: "taken", taken: taken.value }) : taken;
}

export function previewAssigned(
  meeting: Meeting,
  { attendees, whoIsWho }: Pick<Confirmed, "attendees" | "whoIsWho">,
): MeetingPreview {
  const byShort = new Map(meeting.people.map(({ enrolmentId }) => [shortOf(enrolmentId), enrolmentId]));
  return previewMeeting(
    meeting,
    attendees,
    whoIsWho.map((who) => (who === null ? null : (byShort.get(who) ?? null))),
  );
}
