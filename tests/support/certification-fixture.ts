import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import {
  confirmEnding,
  endingFor,
  proposeEnding,
} from "#app/features/certification/end-certificate.server.ts";
import type { Ending } from "#app/features/certification/ending.ts";
import { forgetStatusLists } from "#app/features/credentials/status-lists.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { courseModule, courseOutline, unit } from "./course-fixture.ts";
import { actorFor, enrolLearner, makePerson, publishCourse, type Learner } from "./learning-fixture.ts";

/* A face-to-face cohort that is over: four half-days attended and verified, the report validated, names confirmed. */

/** One module, no final test, no plan: attendance decides. */
export const plainCourse = () =>
  publishCourse(
    courseOutline({
      sections: [{ id: "first", kind: "core", group: null, modules: ["intro"] }],
      final: null,
      modules: { intro: courseModule("intro", [unit("read")]) },
    }),
    new Map(),
  );

/** Ended by two people of the programme. */
export async function endCertificate(id: string, as: Ending, reason = "Signed sheet forged"): Promise<void> {
  const programme = { kind: "programme", id: "management" } as const;
  const somebody = async (role: Role) => {
    const actor = actorFor(await makePerson(role), [programme]);
    return { ...actor, grants: [{ role, scope: programme }] };
  };
  const administrator = await somebody("cohort-administrator");
  const officer = await somebody("certification-officer");
  const [first, second] = as === "revoked" ? [officer, administrator] : [administrator, officer];
  const proposed = await proposeEnding(first, id, { as, reason });
  const { ending } = await endingFor(second, id);
  const confirmed = await confirmEnding(second, id, { as, seen: ending!.seen });
  if (!proposed?.ok || !confirmed?.ok) throw new Error("not ended");
  forgetStatusLists();
}

export type FinishedCohort = {
  cohortId: string;
  versionId: string;
  learners: Learner[];
  halfDays: string[];
  trainer: Actor;
  /** Runs the programme; has verified nothing. */
  administrator: Actor;
};

type Own = { format?: string; reportState?: "validated" | "submitted"; versionId?: string; endDate?: string };

export async function finishedCohort(names: string[], own: Own = {}): Promise<FinishedCohort> {
  const { format = "standard", reportState = "validated", endDate = "2026-10-30" } = own;
  const versionId = own.versionId ?? (await plainCourse());
  const cohortId = await insertCohort(versionId, format, endDate);
  const trainer = actorFor(await makePerson("Trainer"), [{ kind: "cohort", id: cohortId }]);
  const administrator = actorFor(await makePerson("Administrator"), [
    { kind: "programme", id: "management" },
  ]);
  const learners: Learner[] = [];
  for (const name of names) learners.push(await enrolNamed(versionId, cohortId, name));
  const halfDays = await insertHalfDays(cohortId, trainer.personId);
  for (const halfDayId of halfDays) await markAll(halfDayId, learners, "present");
  await db.trainingReport.create({
    data: {
      id: newId(),
      cohortId,
      state: reportState,
      objectives: "",
      deviations: "",
      lessons: "",
      incidents: "",
      version: 1,
    },
  });
  return { cohortId, versionId, learners, halfDays, trainer, administrator };
}

async function insertCohort(courseVersionId: string, format: string, endDate: string): Promise<string> {
  const id = newId();
  await db.cohort.create({
    data: {
      id,
      name: "Kampong Cham, autumn",
      programme: "management",
      courseVersionId,
      format,
      audience: "public",
      selfPaced: false,
      locales: "[]",
      place: "Kampong Cham",
      timeZone: "Asia/Phnom_Penh",
      startDate: "2026-10-01",
      endDate,
      issuer: "Mekong Institute",
      signatories: JSON.stringify([{ name: "Aminata Diallo", role: "Certification officer" }]),
      createdAt: now(),
      version: 1,
    },
  });
  return id;
}

/** Confirms the name as it will be printed, too. */
async function enrolNamed(versionId: string, cohortId: string, name: string): Promise<Learner> {
  const learner = await enrolLearner(versionId, cohortId);
  await db.person.update({
    where: { id: learner.personId },
    data: {
      name,
      printedName: name,
      searchText: name.toLowerCase(),
      nameConfirmedAt: now(),
      email: `${learner.personId}@mfi.example`,
    },
  });
  return learner;
}

async function insertHalfDays(cohortId: string, verifiedBy: string): Promise<string[]> {
  const planned = ["2026-10-29", "2026-10-30"].flatMap((date) =>
    ["am", "pm"].map((part) => ({ id: newId(), date, part })),
  );
  await db.halfDay.createMany({
    data: planned.map((halfDay, index) => ({
      ...halfDay,
      cohortId,
      title: index === 0 ? "Opening" : "",
      contactMinutes: 180,
      verifiedAt: now(),
      verifiedBy,
    })),
  });
  return planned.map(({ id }) => id);
}

export async function markAll(halfDayId: string, learners: Learner[], mark: string): Promise<void> {
  for (const { enrolmentId } of learners)
    await db.attendanceMark.upsert({
      where: { halfDayId_enrolmentId: { halfDayId, enrolmentId } },
      update: { mark },
      create: { halfDayId, enrolmentId, mark, minutesMissed: 0, recordedBy: "test", recordedAt: now() },
    });
}
