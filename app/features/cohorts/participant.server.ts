import {
  enrolmentInReach,
  moveEnrolmentTo,
  type EnrolmentFacts,
} from "#app/features/learning/enrolments.server.ts";
import type { EnrolmentStatus } from "#app/features/learning/enrolment.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { attendanceOf, type Attendance } from "./attendance.ts";
import { cohortsRunBy, enrolmentsInReach } from "./cohort-scope.server.ts";
import type { ParticipantForm } from "./enrol-forms.ts";
import { writeToParticipant } from "./participant-letters.server.ts";
import { marksOf, organisationsOf } from "./participants.server.ts";

export type Participant = {
  enrolmentId: string;
  personId: string;
  name: string;
  status: EnrolmentStatus;
  printedName: string | null;
  printedNameLocal: string | null;
  nameConfirmed: boolean;
  organisation: string | null;
  attendance: Attendance;
  /** Whether they came, half-day by half-day, for the days taken so far. */
  attendedHalfDays: boolean[];
};

/** One participant of a cohort, if within the actor's reach. */
export async function findParticipant(
  actor: Actor,
  cohortId: string,
  enrolmentId: string,
): Promise<Participant | null> {
  const enrolment = await db.enrolment.findFirst({
    where: { AND: [{ id: enrolmentId, cohortId }, enrolmentsInReach(actor)] },
    select: {
      personId: true,
      status: true,
      marks: {
        orderBy: [{ halfDay: { date: "asc" } }, { halfDay: { part: "asc" } }],
        select: { mark: true },
      },
      person: { select: { name: true, printedName: true, printedNameLocal: true, nameConfirmedAt: true } },
      cohort: { select: { _count: { select: { halfDays: true } } } },
    },
  });
  if (!enrolment) return null;
  const { personId, status, person, cohort } = enrolment;
  const [marks, organisations] = await Promise.all([marksOf([enrolmentId]), organisationsOf([personId])]);
  return {
    enrolmentId,
    personId,
    name: person.name,
    status: status as EnrolmentStatus,
    printedName: person.printedName,
    printedNameLocal: person.printedNameLocal,
    nameConfirmed: person.nameConfirmedAt !== null,
    organisation: organisations.get(personId) ?? null,
    attendance: attendanceOf(marks.get(enrolmentId)!, cohort._count.halfDays),
    attendedHalfDays: enrolment.marks.map(({ mark }) => mark !== "absent"),
  };
}

/** Their learning as the rules see it; null for those who see the person but do not run the cohort. */
export const learningOf = (actor: Actor, enrolmentId: string): Promise<EnrolmentFacts | null> =>
  enrolmentInReach(actor, enrolmentId);

const TARGETS = {
  withdraw: "withdrawn",
  defer: "deferred",
  "no-show": "no-show",
  return: "confirmed",
} as const;

/** Withdraws, puts off, confirms a no-show that the marks propose, or takes somebody back; and tells them so. */
export async function moveParticipant(
  actor: Actor,
  cohortId: string,
  enrolmentId: string,
  move: ParticipantForm,
): Promise<Result<void>> {
  return inTransaction(async (tx) => {
    const enrolment = await tx.enrolment.findFirst({
      where: { id: enrolmentId, cohortId, cohort: { closedAt: null, ...cohortsRunBy(actor) } },
      select: { id: true },
    });
    if (!enrolment) return refuse("cohort.closed");
    const [target, reason] = [TARGETS[move.intent], "reason" in move ? move.reason : ""];
    const moved = await moveEnrolmentTo(tx, actor, enrolmentId, target, reason ? { reason } : {});
    if (!moved.ok) return moved;
    await writeToParticipant(tx, enrolmentId, target, reason);
    return ok(undefined);
  });
}
