import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { fingerprintOf } from "#app/features/catalogue/read-written.server.ts";
import { hasSheet, type CourseOutline } from "#app/features/catalogue/course-outline.ts";
import type { Question } from "#app/features/catalogue/question.ts";
import { enrol, myEnrolment, type EnrolmentFacts } from "#app/features/learning/enrolments.server.ts";
import type { Actor, Scope } from "#app/lib/actor.ts";
import { courseOutline, questions } from "./course-fixture.ts";
import { watchList, watchListWords } from "./sheets.ts";

/* People, a published course and a cohort in the test's database; each call makes new ones. */

export const actorFor = (personId: string, reach: Scope[] = [{ kind: "own", id: "" }]): Actor => ({
  personId,
  name: "Somebody",
  grants: [],
  reach,
  requestId: "test",
  timeZone: "UTC",
  locale: "en",
});

export async function makePerson(name = "Sok Dara"): Promise<string> {
  const id = newId();
  await db.person.create({
    data: {
      id,
      username: id,
      name,
      locale: "en",
      timeZone: "UTC",
      theme: "system",
      searchText: name.toLowerCase(),
      createdAt: now(),
    },
  });
  return id;
}

export async function publishCourse(
  outline: CourseOutline = courseOutline(),
  bank: Map<string, Question> = questions(),
  courseId = newId(),
): Promise<string> {
  const versionId = newId();
  await db.course.create({ data: { id: courseId, programme: outline.programme } });
  await db.courseVersion.create({
    data: {
      id: versionId,
      courseId,
      version: outline.version,
      contentHash: "",
      outline: JSON.stringify({ ...outline, courseId }),
      publishedAt: now(),
    },
  });
  const items = [...bank.values()];
  await db.courseItem.createMany({
    data: items.map(({ id, moduleId, objective, level, difficulty, points, body }) => ({
      versionId,
      moduleId,
      itemId: id,
      objective,
      level,
      difficulty,
      body: JSON.stringify({ ...body, points }),
    })),
  });
  await db.courseItemText.createMany({
    data: items.flatMap((question) => [
      textRow(versionId, question, "en", "source"),
      textRow(versionId, question, "fr", "machine-drafted"),
    ]),
  });
  await db.unitSheet.createMany({
    data: Object.values(outline.modules).flatMap(({ id: moduleId, units }) =>
      units.filter(hasSheet).map(({ id: unitId }) => ({
        versionId,
        moduleId,
        unitId,
        locale: "en",
        state: "source",
        body: JSON.stringify({ sheet: watchList, words: watchListWords }),
      })),
    ),
  });
  return versionId;
}

/** A unit's text in both languages, as it was published with its Markdown. */
export async function writeUnit(versionId: string, moduleId: string, unitId: string): Promise<void> {
  const row = (locale: string, state: string, title: string, markdown: string) => {
    const mark = fingerprintOf({ title, body: markdown });
    return { versionId, moduleId, unitId, locale, state, title, markdown, mark, html: `<p>${markdown}</p>` };
  };
  await db.unitText.createMany({
    data: [
      row("en", "source", "Reading PAR30", "PAR30 rose to 7.0 % of 478,000."),
      row("fr", "machine-drafted", "Lire le PAR 30", "Le PAR 30 a monté à 7,0 % de 478 000."),
    ],
  });
}

function textRow(versionId: string, { id, moduleId, body }: Question, locale: string, state: string) {
  const named = (ids: string[]) => Object.fromEntries(ids.map((each) => [each, `${each} (${locale})`]));
  const words = {
    prompt: `What about ${id}? (${locale})`,
    explain: `Because of ${id}. (${locale})`,
    ...("options" in body ? { options: named(body.options) } : {}),
    ...(body.kind === "matching" ? { left: named(body.left), right: named(body.right) } : {}),
    ...(body.kind === "short-text" ? { accept: [locale === "en" ? "reserve" : "réserve"] } : {}),
    ...(body.kind === "free-text" ? { guidance: "Respect, a reason, a next step" } : {}),
  };
  return {
    versionId,
    moduleId,
    itemId: id,
    locale,
    state,
    body: JSON.stringify(words),
    mark: `${id} (${locale})`,
  };
}

export async function makeCohort(
  courseVersionId: string,
  own: { name?: string; endDate?: string } = {},
): Promise<string> {
  const id = newId();
  await db.cohort.create({
    data: {
      id,
      name: "Kampong Cham, autumn",
      programme: "management",
      courseVersionId,
      format: "distance",
      audience: "public",
      selfPaced: false,
      locales: "[]",
      place: "Kampong Cham",
      timeZone: "Asia/Phnom_Penh",
      startDate: "2026-10-01",
      endDate: "2026-12-01",
      issuer: "Passbook",
      signatories: "[]",
      createdAt: now(),
      version: 1,
      ...own,
    },
  });
  return id;
}

export type Learner = { actor: Actor; personId: string; enrolmentId: string; cohortId: string };

export async function enrolLearner(courseVersionId: string, cohortId?: string): Promise<Learner> {
  const personId = await makePerson();
  const cohort = cohortId ?? (await makeCohort(courseVersionId));
  const doer = { personId: null, requestId: "test" };
  const { enrolmentId } = await inTransaction((tx) =>
    enrol(tx, doer, { personId, cohortId: cohort, courseVersionId }),
  );
  return { actor: actorFor(personId), personId, enrolmentId, cohortId: cohort };
}

/** As a request would read it: anew each time. */
export async function enrolmentOf({ actor, enrolmentId }: Learner): Promise<EnrolmentFacts> {
  const enrolment = await myEnrolment(actor, enrolmentId);
  if (!enrolment) throw new Error("no such enrolment");
  return enrolment;
}

export const auditOf = async (subjectId: string): Promise<string[]> =>
  (await db.auditEntry.findMany({ where: { subjectId }, orderBy: [{ at: "asc" }, { id: "asc" }] })).map(
    ({ action }) => action,
  );
