import { recordAudit } from "#app/features/audit/record.server.ts";
import { questionBank } from "#app/features/catalogue/courses.server.ts";
import { Paper } from "#app/features/learning/quiz-draw.ts";
import { SEATLESS } from "#app/features/learning/enrolment.ts";
import { now } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql, type Tx } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { PAGE_SIZE } from "#app/lib/paging.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { shortOf } from "./attendance-forms.ts";
import { cohortsRunBy } from "./cohort-scope.server.ts";
import {
  drawForms,
  FEWEST,
  mostQuestions,
  testResult,
  type Forms,
  type Score,
  type Sitting,
  type TestResult,
} from "./cohort-test.ts";
import type { KeyedScore } from "./cohort-test-forms.ts";
import type { CohortFacts } from "./cohorts.server.ts";

/** Everybody whose result may count: not who left. */
const COUNTED = { status: { notIn: SEATLESS } };

export async function formsOf(cohortId: string): Promise<Forms | null> {
  const row = await db.cohortTest.findUnique({ where: { cohortId }, select: { forms: true } });
  if (!row) return null;
  const { pre, post } = JSON.parse(row.forms) as Record<Sitting, unknown>;
  return { pre: Paper.parse(pre), post: Paper.parse(post) };
}

/** How many questions there may be in a form; null where the item bank has too few. */
export async function drawable({ version }: CohortFacts): Promise<number | null> {
  const most = mostQuestions(version.outline, (await questionBank(version.id)).questions);
  return most < FEWEST ? null : most;
}

/** Draws both forms, anew while nobody has a result. `seed` is fresh randomness. */
export async function drawTest(
  actor: Actor,
  cohort: CohortFacts,
  count: number,
  seed: string,
): Promise<Result<void>> {
  if (cohort.closed) return refuse("cohort.closed");
  const most = await drawable(cohort);
  if (most === null || count > most) return refuse("cohort-test.too-few-items", { count: most ?? 0 });
  const bank = await questionBank(cohort.version.id);
  const forms = JSON.stringify(drawForms(cohort.version.outline, bank.questions, count, seed));
  const cohortId = cohort.id;
  return inTransaction(async (tx) => {
    const drawn = await tx.$executeRaw(sql`
      INSERT INTO "CohortTest" ("cohortId", "seed", "forms", "drawnBy", "drawnAt")
        SELECT c."id", ${seed}, ${forms}, ${actor.personId}, ${now()} FROM "Cohort" c
          WHERE c."id" = ${cohortId} AND c."closedAt" IS NULL
      ON CONFLICT ("cohortId") DO UPDATE SET "seed" = excluded."seed", "forms" = excluded."forms",
          "drawnBy" = excluded."drawnBy", "drawnAt" = excluded."drawnAt"
        WHERE NOT EXISTS (SELECT 1 FROM "CohortTestResult" r JOIN "Enrolment" e ON e."id" = r."enrolmentId"
          WHERE e."cohortId" = ${cohortId})`);
    if (drawn !== 1) return refuse("cohort-test.already-sat");
    await recordAudit(tx, actor, "cohort-test.drawn", { kind: "cohort", id: cohortId }, { count });
    return ok(undefined);
  });
}

// ── results ─────────────────────────────────────────────────────────────────────────────────────────

export type KeptScore = Score & { means: "screen" | "paper" };
export type TestRow = { enrolmentId: string; name: string; scores: Partial<Record<Sitting, KeptScore>> };

/** One page of everybody, with what they had right. */
export async function testRows(cohortId: string, page: number): Promise<{ rows: TestRow[]; total: number }> {
  const where = { cohortId, ...COUNTED };
  const [total, enrolments] = await Promise.all([
    db.enrolment.count({ where }),
    db.enrolment.findMany({
      where,
      orderBy: [{ sortName: "asc" }, { id: "asc" }],
      take: PAGE_SIZE,
      skip: (page - 1) * PAGE_SIZE,
      select: { id: true, person: { select: { name: true } }, cohortTests: true },
    }),
  ]);
  const rows = enrolments.map(({ id, person, cohortTests }) => ({
    enrolmentId: id,
    name: person.name,
    scores: scoresIn(cohortTests),
  }));
  return { rows, total };
}

type Stored = { sitting: string; right: number; questions: number; means: string };

export const scoresIn = (stored: readonly Stored[]): TestRow["scores"] =>
  Object.fromEntries(
    stored.map(({ sitting, right, questions, means }) => [sitting, { right, questions, means }]),
  );

export type TestFigures = { sat: Record<Sitting, number>; result: TestResult | null };

/** What the report says of it; null where no test was drawn. */
export async function testFigures(cohortId: string): Promise<TestFigures | null> {
  const [drawn, stored] = await Promise.all([
    db.cohortTest.count({ where: { cohortId } }),
    db.cohortTestResult.findMany({ where: { enrolment: { cohortId, ...COUNTED } } }),
  ]);
  if (drawn === 0) return null;
  const people = new Map<string, typeof stored>();
  for (const each of stored) people.set(each.enrolmentId, [...(people.get(each.enrolmentId) ?? []), each]);
  const sat = (sitting: Sitting) => stored.filter((each) => each.sitting === sitting).length;
  return {
    sat: { pre: sat("pre"), post: sat("post") },
    result: testResult([...people.values()].map(scoresIn)),
  };
}

/**
 * Writes what was marked on paper, or takes it back. What somebody else has keyed since the page was shown stays, and
 * nothing is written; what was sat on the screen is never keyed over.
 */
export async function keyScores(
  actor: Actor,
  cohortId: string,
  scores: readonly KeyedScore[],
): Promise<Result<{ count: number }>> {
  return inTransaction(async (tx) => {
    await openLid(tx, cohortId);
    const cohort = await tx.cohort.findFirst({
      where: { id: cohortId, ...cohortsRunBy(actor) },
      select: {
        closedAt: true,
        test: { select: { forms: true } },
        enrolments: { where: COUNTED, select: { id: true, cohortTests: true } },
      },
    });
    if (!cohort) return refuse("cohort.outside-reach");
    if (cohort.closedAt) return refuse("cohort.closed");
    if (!cohort.test) return refuse("cohort-test.not-drawn");
    const forms = JSON.parse(cohort.test.forms) as Forms;
    const people = new Map(cohort.enrolments.map((each) => [shortOf(each.id), each]));
    for (const { sitting, who, right, shown } of scores) {
      const kept = people.get(who)?.cohortTests.find((each) => each.sitting === sitting);
      if (!people.has(who)) return refuse("cohort-test.nobody");
      if (kept?.means === "screen" || String(kept?.right ?? "") !== shown) return refuse("changed-meanwhile");
      const count = forms[sitting].length;
      if (right !== null && right > count) return refuse("cohort-test.too-many", { count });
    }
    for (const score of scores)
      await keyScore(tx, actor, people.get(score.who)!.id, score, forms[score.sitting].length);
    return ok({ count: scores.length });
  });
}

async function keyScore(
  tx: Tx,
  actor: Actor,
  enrolmentId: string,
  { sitting, right, shown }: KeyedScore,
  questions: number,
): Promise<void> {
  const key = { enrolmentId, sitting };
  const before = shown === "" ? {} : { before: Number(shown) };
  const subject = { kind: "enrolment", id: enrolmentId };
  if (right === null) {
    await tx.cohortTestResult.deleteMany({ where: key });
    return recordAudit(tx, actor, "cohort-test.taken-back", subject, { sitting, ...before });
  }
  const keyed = { right, recordedBy: actor.personId, recordedAt: now() };
  await tx.cohortTestResult.upsert({
    where: { enrolmentId_sitting: key },
    create: { ...key, ...keyed, questions, answers: "", means: "paper" },
    update: keyed,
  });
  return recordAudit(tx, actor, "cohort-test.keyed", subject, { sitting, ...before, right });
}

/** The row of the test is the lid of its results: one writes at a time. */
export const openLid = (tx: Tx, cohortId: string) =>
  tx.cohortTest.updateMany({ where: { cohortId }, data: { cohortId } });
