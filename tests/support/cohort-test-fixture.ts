import { drawForms, type Forms } from "#app/features/cohorts/cohort-test.ts";
import { answerField, type Fields } from "#app/features/learning/answer.ts";
import type { Paper } from "#app/features/learning/quiz-draw.ts";
import { now } from "#app/infra/clock.server.ts";
import { db } from "#app/infra/db.server.ts";
import { newId } from "#app/infra/ids.server.ts";
import { courseOutline, questions } from "./course-fixture.ts";

/** A test of five questions before and after for a cohort of the fixture's course. */
export async function drawnTest(cohortId: string): Promise<Forms> {
  const forms = drawForms(courseOutline(), questions(), 5, "seed");
  await db.cohortTest.create({
    data: { cohortId, seed: "seed", forms: JSON.stringify(forms), drawnBy: newId(), drawnAt: now() },
  });
  return forms;
}

/** What the form posts when so many of its first questions are right and the rest are left open. */
export function answersRight(paper: Paper, count: number): Fields {
  const fields: Fields = {};
  for (const [index, { item }] of paper.slice(0, count).entries()) {
    const { body } = questions().get(item)!;
    if (body.kind === "single") fields[answerField(index + 1)] = body.key;
    if (body.kind === "multiple") fields[answerField(index + 1)] = body.key;
    if (body.kind === "true-false") fields[answerField(index + 1)] = String(body.key);
    if (body.kind === "numeric") fields[answerField(index + 1)] = body.key;
  }
  return fields;
}
