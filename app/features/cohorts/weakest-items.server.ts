import { compareVersions } from "#app/features/catalogue/version-number.ts";
import { courseVersion, questionBank } from "#app/features/catalogue/courses.server.ts";
import { heldToday } from "#app/features/identity/current-affiliation.server.ts";
import { rowsOf, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { reachesEnrolment } from "./cohort-scope.server.ts";
import { titleOf } from "./cohorts.server.ts";
import { weakestItems, weakItemView, type AnswerCount, type WeakItemView } from "./weakest-items.ts";

type Choice = { id: string; name: string };

export type WeakestPage = {
  courses: Choice[];
  organisations: Choice[];
  /** Null when nobody in reach has learned anything yet. */
  chosen: { courseId: string; organisationId: string; versionId: string; items: WeakItemView[] } | null;
};

type Place = {
  courseId: string;
  versionId: string;
  version: string;
  organisationId: string;
  organisation: string;
};

/**
 * What people of one organisation answer wrong most often in one course, as far as the actor's reach goes and the course
 * is not shut to them. Whatever else the address asks for is as if it had not been asked.
 */
export async function weakestPage(
  actor: Actor,
  asked: { course: string; organisation: string },
  locale: string,
  shut: readonly string[] = [],
): Promise<WeakestPage> {
  const places = (await placesInReach(actor)).filter(({ courseId }) => !shut.includes(courseId));
  const named = places.filter(({ courseId }) => courseId === asked.course);
  const ofCourse =
    named.length > 0 ? named : places.filter(({ courseId }) => courseId === places[0]?.courseId);
  const ofBoth = ofCourse.filter(({ organisationId }) => organisationId === asked.organisation);
  const { courseId, organisationId } = ofBoth[0] ?? ofCourse[0] ?? {};
  const versions = ofCourse
    .filter((place) => place.organisationId === organisationId)
    .sort((a, b) => compareVersions(b.version, a.version));
  const [newest] = versions;
  return {
    courses: await coursesOf(places, locale),
    organisations: distinct(
      ofCourse.map((place) => ({ id: place.organisationId, name: place.organisation })),
    ),
    chosen:
      newest && courseId && organisationId
        ? {
            courseId,
            organisationId,
            versionId: newest.versionId,
            items: await itemsOf(actor, newest, locale),
          }
        : null,
  };
}

/** Where people in reach work, and what they learn: each course, with the version, and each organisation once. */
const placesInReach = (actor: Actor): Promise<Place[]> =>
  rowsOf<Place>(sql`
    SELECT DISTINCT v."courseId", v."id" AS "versionId", v."version", o."id" AS "organisationId",
        o."name" AS "organisation"
      FROM "Enrolment" e
      JOIN "Cohort" c ON c."id" = e."cohortId"
      JOIN "CourseVersion" v ON v."id" = e."courseVersionId"
      JOIN "Affiliation" w ON w."personId" = e."personId" AND ${heldToday(sql`w`)}
      JOIN "Organisation" o ON o."id" = w."organisationId"
      WHERE ${reachesEnrolment(actor)}
      ORDER BY v."courseId", o."name"`);

async function coursesOf(places: Place[], locale: string): Promise<Choice[]> {
  const titled = places.map(async ({ courseId, versionId }) => ({
    id: courseId,
    name: titleOf((await courseVersion(versionId))!, locale),
  }));
  return distinct(await Promise.all(titled));
}

const distinct = (choices: Choice[]): Choice[] => [...new Map(choices.map((one) => [one.id, one])).values()];

/** In the words of the newest version that people here learn from, so that what is linked to may be read. */
async function itemsOf(
  actor: Actor,
  { courseId, organisationId, versionId }: Place,
  locale: string,
): Promise<WeakItemView[]> {
  const [version, bank, counts] = await Promise.all([
    courseVersion(versionId),
    questionBank(versionId),
    lastAnswers(actor, courseId, organisationId),
  ]);
  return weakestItems(counts, bank.questions).map((item) =>
    weakItemView(item, bank.textOf(item.item, locale), version!.outline),
  );
}

/**
 * How many people gave which answer: of each person and item the last one that was handed in and marked. What was
 * written freely does not leave the database; only that it was right or not.
 */
async function lastAnswers(actor: Actor, courseId: string, organisationId: string): Promise<AnswerCount[]> {
  const rows = await rowsOf<Omit<AnswerCount, "people"> & { people: number | bigint }>(sql`
    SELECT l."item", l."value", l."points", COUNT(*) AS "people" FROM (
      SELECT b."itemId" AS "item", b."points",
          CASE WHEN b."value" LIKE '{"text"%' THEN '{}' ELSE b."value" END AS "value",
          ROW_NUMBER() OVER (PARTITION BY e."personId", b."itemId" ORDER BY a."submittedAt" DESC, a."id" DESC) AS "place"
        FROM "Answer" b
        JOIN "Attempt" a ON a."id" = b."attemptId"
        JOIN "Enrolment" e ON e."id" = a."enrolmentId"
        JOIN "Cohort" c ON c."id" = e."cohortId"
        JOIN "CourseVersion" v ON v."id" = e."courseVersionId"
        WHERE v."courseId" = ${courseId} AND a."state" IN ('submitted', 'graded') AND b."points" IS NOT NULL
          AND EXISTS (SELECT 1 FROM "Affiliation" w WHERE w."personId" = e."personId"
            AND w."organisationId" = ${organisationId} AND ${heldToday(sql`w`)})
          AND ${reachesEnrolment(actor)}
    ) l WHERE l."place" = 1 GROUP BY l."item", l."value", l."points"`);
  return rows.map(({ people, ...row }) => ({ ...row, people: Number(people) }));
}
