import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import type { Actor, Role } from "#app/lib/actor.ts";
import { enrol } from "#app/features/learning/enrolments.server.ts";
import { inTransaction } from "#app/infra/db.server.ts";
import type { Cast } from "#prisma/seed/candidate-story.ts";
import { certificationRow } from "./certification-row.ts";
import { actorFor, makeCohort, makePerson, publishCourse } from "./learning-fixture.ts";

/** Staff of the programme, with the grants the guards would have found. */
export async function staffAs(role: Role, name: string, programme = "management"): Promise<Actor> {
  const scope = { kind: "programme", id: programme } as const;
  return { ...actorFor(await makePerson(name), [scope]), grants: [{ role, scope }] };
}

export async function masterTrainer(name: string): Promise<Actor> {
  const master = await staffAs("assessor", name);
  const row = certificationRow(master.personId, { schemeId: "mmw-master-trainer", validFrom: "2024-01-01" });
  await db.certification.create({ data: row });
  return master;
}

export async function takeSeat(administrator: Actor, personId: string, cohortId: string): Promise<void> {
  const { courseVersionId } = await db.cohort.findUniqueOrThrow({ where: { id: cohortId } });
  await inTransaction((tx) => enrol(tx, administrator, { personId, cohortId, courseVersionId }));
}

/** The course that the schemes of the programme name as a training of trainers; one in a database. */
export async function trainingOfTrainers(): Promise<string> {
  const courseId = "training-of-trainers";
  const there = await db.courseVersion.findFirst({ where: { courseId }, select: { id: true } });
  return there?.id ?? publishCourse(undefined, undefined, courseId);
}

/** Everybody a candidacy needs, and a candidate with a seat in its courses. */
export async function castFor(candidateName = "Chan Sophea"): Promise<{ cast: Cast; candidate: Actor }> {
  const versionId = await publishCourse();
  const [course, toT, practicum] = [
    await makeCohort(versionId),
    await makeCohort(await trainingOfTrainers(), { name: "Training of trainers" }),
    await makeCohort(versionId, { name: "A public course" }),
  ];
  const candidate = actorFor(await makePerson(candidateName));
  const master = await masterTrainer("Lina Okafor");
  const cast: Cast = {
    officer: await staffAs("certification-officer", "Jean Kouassi"),
    master,
    assessor: await masterTrainer("Kwame Mensah"),
    administrator: await staffAs("cohort-administrator", "Aminata Diallo"),
    cohorts: { course, toT, practicum },
  };
  for (const cohortId of [course, toT]) await takeSeat(cast.administrator, candidate.personId, cohortId);
  const halfDayId = newId();
  await db.halfDay.create({
    data: { id: halfDayId, cohortId: toT, date: "2026-05-04", part: "am", title: "", contactMinutes: 195 },
  });
  await db.halfDayTrainer.create({ data: { halfDayId, personId: master.personId, role: "lead" } });
  return { cast, candidate };
}
