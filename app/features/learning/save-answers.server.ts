import type { AnswerValue } from "#app/features/catalogue/question.ts";
import { now } from "#app/infra/clock.server.ts";
import { databaseKind, Prisma, rowsOf, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { answerField, isBlank, readAnswer, sameAnswer, shownPositions, type Fields } from "./answer.ts";
import { own } from "./enrolment-scope.server.ts";
import { answersOf } from "./my-attempt.server.ts";
import { sitting, type Sitting } from "./sittings.server.ts";

export type GivenAnswer = { item: string; value: AnswerValue };
export type SavedAnswer = { itemId: string; savedAt: Date; revision: number };

/** PostgreSQL would let an answer slip in beside a hand-in that is just committing; SQLite writes one by one. */
const WHILE_IT_STAYS_OPEN = databaseKind === "postgresql" ? sql`FOR SHARE OF a` : Prisma.empty;

/**
 * Saves answers in one guarded statement: the owner, the open attempt and its deadline are in the where clause.
 * What comes back is saved; an empty list means that nothing was, because the attempt is not open (or not theirs).
 */
export async function saveAnswers(
  actor: Actor,
  attemptId: string,
  answers: GivenAnswer[],
): Promise<SavedAnswer[]> {
  if (answers.length === 0) return [];
  const at = now();
  const given = inOneOrder(answers).map(
    ({ item, value }) =>
      sql`SELECT CAST(${item} AS TEXT) AS "item", CAST(${JSON.stringify(value)} AS TEXT) AS "given"`,
  );
  return rowsOf<SavedAnswer>(sql`
    INSERT INTO "Answer" ("attemptId", "itemId", "value", "savedAt", "revision")
    SELECT a."id", g."item", g."given", ${at}, 1
      FROM "Attempt" a
      JOIN "Enrolment" e ON e."id" = a."enrolmentId"
      CROSS JOIN (${Prisma.join(given, " UNION ALL ")}) g
      WHERE a."id" = ${attemptId} AND ${own(actor)} AND e."status" IN ('confirmed', 'active')
        AND a."state" = 'in-progress' AND (a."deadlineAt" IS NULL OR a."deadlineAt" > ${at})
      ${WHILE_IT_STAYS_OPEN}
    ON CONFLICT ("attemptId", "itemId") DO UPDATE SET "value" = excluded."value", "savedAt" = excluded."savedAt",
      "revision" = "Answer"."revision" + 1
    RETURNING "itemId", "savedAt", "revision"`);
}

/** Two forms saving the same rows take them in the same order, so neither waits for the other for ever. */
const inOneOrder = (answers: GivenAnswer[]) => [...answers].sort((a, b) => (a.item < b.item ? -1 : 1));

export type Keeping =
  | { kind: "saved"; saved: SavedAnswer[]; /** Items of the paper without an answer now. */ gaps: number }
  /** Handed in, or its time is up: nothing of this was kept. */
  | { kind: "over" }
  /** Something that is not on the paper. */
  | { kind: "bad"; field: string };

/**
 * Saves what a form holds for the items it shows, leaving out what is saved already; null when there is no such
 * attempt of theirs.
 */
export async function keepAnswers(actor: Actor, attemptId: string, fields: Fields): Promise<Keeping | null> {
  const paper = await sitting(attemptId, actor.personId);
  if (!paper) return null;
  const given = givenIn(paper, fields);
  if ("kind" in given) return given;
  const before = await answersOf(attemptId);
  const changed = given.filter(({ item, value }) => {
    const kept = before.get(item);
    return kept ? !sameAnswer(kept.value, value) : !isBlank(value);
  });
  const saved = await saveAnswers(actor, attemptId, changed);
  if (saved.length < changed.length) return { kind: "over" };
  const now = new Map([...before].map(([item, { value }]) => [item, value]));
  for (const { item, value } of given) now.set(item, value);
  const answered = [...now.values()].filter((value) => !isBlank(value)).length;
  return { kind: "saved", saved, gaps: paper.paper.length - answered };
}

/** One answer on its way from the page's enhancement: saved as it is, without looking at what is there. */
export async function keepAnswer(
  actor: Actor,
  attemptId: string,
  fields: Fields,
): Promise<{ kind: "saved"; saved: SavedAnswer } | Extract<Keeping, { kind: "over" | "bad" }> | null> {
  const paper = await sitting(attemptId, actor.personId);
  if (!paper) return null;
  const given = givenIn(paper, fields);
  if ("kind" in given) return given;
  const [answer] = given;
  if (!answer || given.length > 1) return { kind: "bad", field: "" };
  const [saved] = await saveAnswers(actor, attemptId, [answer]);
  return saved ? { kind: "saved", saved } : { kind: "over" };
}

function givenIn(paper: Sitting, fields: Fields): GivenAnswer[] | { kind: "bad"; field: string } {
  const positions = shownPositions(fields, paper.paper.length);
  if (!positions) return { kind: "bad", field: "" };
  const given: GivenAnswer[] = [];
  for (const position of positions) {
    const read = readAnswer(paper.questions[position - 1]!.body, position, fields);
    if (!read.ok) return { kind: "bad", field: answerField(position) };
    given.push({ item: paper.paper[position - 1]!.item, value: read.value });
  }
  return given;
}
