import { recordAudit } from "#app/features/audit/record.server.ts";
import { courseVersion } from "#app/features/catalogue/courses.server.ts";
import { FINAL, inLanguage, moduleOf, unitOf } from "#app/features/catalogue/course-outline.ts";
import { now } from "#app/infra/clock.server.ts";
import { inTransaction, Prisma, rowsOf, sql, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { paths } from "#app/lib/paths.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { reachedEnrolments } from "./enrolment-scope.server.ts";
import { tellLearner } from "./learning-mail.server.ts";
import { isBlank } from "./answer.ts";
import type { Mark, MarkingItem, ToMark } from "./marking.ts";
import { answersOf, type KeptAnswer } from "./my-attempt.server.ts";
import { sitting, type Sitting } from "./sittings.server.ts";
import { grade } from "./submit-attempt.server.ts";
import { inQueueOrder, seeking } from "./work-queue.server.ts";
import type { QueueFilters } from "./work-queue.ts";

/** `shut`: courses whose keys they must not see, because they are examined on them. */
export type Marker = Pick<Actor, "reach" | "personId"> & { shut: readonly string[] };

/** Handed in, not graded, within reach, of no course that is shut; nobody marks their own. */
const toMark = (actor: Marker): Prisma.Sql => sql`
  FROM "Attempt" w
  JOIN "Enrolment" e ON e."id" = w."enrolmentId"
  JOIN "Cohort" c ON c."id" = e."cohortId"
  JOIN "Person" who ON who."id" = e."personId"
  WHERE w."state" = 'submitted' AND e."personId" <> ${actor.personId} AND ${reachedEnrolments(actor)}
    ${shutOut(actor)}`;

const shutOut = ({ shut }: Marker): Prisma.Sql =>
  shut.length === 0
    ? Prisma.empty
    : sql`AND NOT EXISTS (SELECT 1 FROM "CourseVersion" v WHERE v."id" = e."courseVersionId"
        AND v."courseId" IN (${Prisma.join([...shut])}))`;

export async function countToMark(actor: Marker): Promise<number> {
  const [row] = await rowsOf<{ count: bigint }>(sql`SELECT COUNT(*) AS "count" ${toMark(actor)}`);
  return Number(row?.count ?? 0);
}

export type QueueRow = {
  attemptId: string;
  name: string;
  cohort: string;
  title: string;
  submittedAt: Date;
  waiting: number;
};

type Row = {
  id: string;
  name: string;
  cohort: string;
  courseVersionId: string;
  moduleId: string;
  unitId: string;
  submittedAt: Date;
  waiting: bigint;
};

/** One page of the attempts that wait. */
export async function listToMark(actor: Marker, filters: QueueFilters, locale: string) {
  const sought = sql`${toMark(actor)} AND ${seeking(filters.q)}`;
  const [[counted], rows] = await Promise.all([
    rowsOf<{ count: bigint }>(sql`SELECT COUNT(*) AS "count" ${sought}`),
    rowsOf<Row>(sql`
      SELECT w."id", who."name", c."name" AS "cohort", e."courseVersionId", w."moduleId", w."unitId", w."submittedAt",
          (SELECT COUNT(*) FROM "Answer" a WHERE a."attemptId" = w."id" AND a."points" IS NULL) AS "waiting"
        ${sought} ${inQueueOrder(filters, PAGE_SIZE)}`),
  ]);
  const queue = rows.map(
    async ({
      id,
      name,
      cohort,
      courseVersionId,
      moduleId,
      unitId,
      submittedAt,
      waiting,
    }): Promise<QueueRow> => ({
      attemptId: id,
      name,
      cohort,
      title: await titleOf(courseVersionId, moduleId, unitId, locale),
      submittedAt,
      waiting: Number(waiting),
    }),
  );
  return { total: Number(counted?.count ?? 0), rows: await Promise.all(queue) };
}

/** The quiz's own title; the final takes the course's. */
async function titleOf(versionId: string, moduleId: string, unitId: string, locale: string): Promise<string> {
  const outline = (await courseVersion(versionId))?.outline;
  if (!outline) return "";
  if (moduleId === FINAL.moduleId) return inLanguage(outline.texts, locale, outline.source).text.title;
  const module = moduleOf(outline, moduleId);
  const unit = module && unitOf(module, unitId);
  return unit ? inLanguage(unit.titles, locale, outline.source).text : "";
}

export type AttemptToMark = { sitting: Sitting; answers: ReadonlyMap<string, KeptAnswer> };

/** Null when it is not within reach, is one's own, or waits for nobody any more. */
export async function attemptToMark(actor: Marker, attemptId: string): Promise<AttemptToMark | null> {
  const [row] = await rowsOf<{ personId: string }>(
    sql`SELECT e."personId" ${toMark(actor)} AND w."id" = ${attemptId}`,
  );
  const paper = row && (await sitting(attemptId, row.personId));
  return paper ? { sitting: paper, answers: await answersOf(attemptId) } : null;
}

/** Keeps the marks given; with the last one the attempt is graded. */
export async function markAttempt(
  actor: Actor & Marker,
  paper: Sitting,
  marks: Mark[],
): Promise<Result<{ graded: boolean }>> {
  const { attemptId } = paper;
  return inTransaction(async (tx) => {
    if (!(await holdAttempt(tx, actor, attemptId))) return refuse("changed-meanwhile");
    for (const { item, points, comment } of marks)
      await tx.answer.updateMany({
        where: { attemptId, itemId: item },
        data: { points, comment, markedBy: actor.personId },
      });
    const subject = { kind: "attempt", id: attemptId };
    const given = marks.map(({ item, points }) => ({ item, points }));
    await recordAudit(tx, actor, "attempt.marked", subject, { marks: given });
    const { points, waiting } = await sumOf(tx, attemptId);
    if (waiting > 0) return ok({ graded: false });
    await grade(tx, paper, actor, points);
    await tellLearner(tx, paper.personId, "attempt-graded", {
      key: `attempt-graded ${attemptId} ${now().getTime()}`,
      path: paths.attemptResult(attemptId),
    });
    return ok({ graded: true });
  });
}

/** Takes the row, so that of two markers finishing at once the second sees what the first wrote. */
async function holdAttempt(tx: Tx, actor: Marker, attemptId: string): Promise<boolean> {
  const held = await tx.$executeRaw(sql`
    UPDATE "Attempt" SET "state" = 'submitted'
      WHERE "state" = 'submitted' AND "id" IN (SELECT w."id" ${toMark(actor)} AND w."id" = ${attemptId})`);
  return held === 1;
}

async function sumOf(tx: Tx, attemptId: string): Promise<{ points: number; waiting: number }> {
  const [row] = await tx.$queryRaw<{ points: bigint | null; waiting: bigint }[]>(sql`
    SELECT SUM("points") AS "points", SUM(CASE WHEN "points" IS NULL THEN 1 ELSE 0 END) AS "waiting"
      FROM "Answer" WHERE "attemptId" = ${attemptId}`);
  return { points: Number(row?.points ?? 0), waiting: Number(row?.waiting ?? 0) };
}

// ── the page ────────────────────────────────────────────────────────────────────────────────────────

/** What a person marks in this attempt: the written items that were answered. */
export const toMarkOf = ({ sitting: paper, answers }: AttemptToMark): ToMark[] =>
  paper.questions.flatMap(({ body, points: maxPoints }, index) => {
    const { item } = paper.paper[index]!;
    const answer = answers.get(item);
    const written = body.kind === "free-text" && answer && !isBlank(answer.value);
    return written ? [{ item, position: index + 1, maxPoints }] : [];
  });

export async function markingPage(
  attempt: AttemptToMark,
  locale: string,
): Promise<{ title: string; items: MarkingItem[] }> {
  const { sitting: paper, answers } = attempt;
  return {
    title: await titleOf(paper.versionId, paper.moduleId, paper.unitId, locale),
    items: toMarkOf(attempt).map((each) => {
      const { text, locale: textLocale } = paper.bank.textOf(each.item, locale);
      const { value, points, comment } = answers.get(each.item)!;
      return {
        ...each,
        of: paper.paper.length,
        prompt: text.prompt,
        guidance: text.guidance ?? null,
        locale: textLocale,
        text: "text" in value ? value.text : "",
        points,
        comment,
      };
    }),
  };
}
