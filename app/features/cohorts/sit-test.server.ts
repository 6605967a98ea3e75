import { recordAudit } from "#app/features/audit/record.server.ts";
import { questionBank } from "#app/features/catalogue/courses.server.ts";
import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import type { AnswerValue } from "#app/features/catalogue/question.ts";
import { answerField, readAnswer, type Fields } from "#app/features/learning/answer.ts";
import { isLearning } from "#app/features/learning/enrolment.ts";
import type { EnrolmentFacts } from "#app/features/learning/enrolment-facts.ts";
import { questionView, rightAnswer, type QuestionView } from "#app/features/learning/question-view.ts";
import { questionAt } from "#app/features/learning/quiz-draw.ts";
import { markAnswer } from "#app/features/learning/quiz-marking.ts";
import { now, today } from "#app/infra/clock.server.ts";
import { db, inTransaction, sql } from "#app/infra/db.server.ts";
import type { Actor } from "#app/lib/actor.ts";
import { ok, refuse, type Result } from "#app/lib/result.ts";
import { gainOf, shareOf, SITTINGS, sittingPhase, type Sitting, type SittingPhase } from "./cohort-test.ts";
import { formsOf, openLid, scoresIn, type KeptScore } from "./cohort-tests.server.ts";

/** One's own sitting of the cohort's test. No key and no explanation leaves the server, before or after. */
export type OwnSitting = { sitting: Sitting; phase: SittingPhase; score: KeptScore | null };
export type OwnTest = {
  sittings: OwnSitting[];
  /** Of this person, after both; "ceiling" where everything was right before. */
  gain: number | "ceiling" | null;
};

/** Null where the cohort has no test. */
export async function myTest({ id, cohort }: EnrolmentFacts): Promise<OwnTest | null> {
  const [drawn, stored] = await Promise.all([
    db.cohortTest.count({ where: { cohortId: cohort.id } }),
    db.cohortTestResult.findMany({ where: { enrolmentId: id } }),
  ]);
  if (drawn === 0) return null;
  const scores = scoresIn(stored);
  const day = today(cohort.timeZone);
  const { pre, post } = scores;
  return {
    sittings: SITTINGS.map((sitting) => ({
      sitting,
      phase: sittingPhase(sitting, cohort, day),
      score: scores[sitting] ?? null,
    })),
    gain: pre && post ? (gainOf(shareOf(pre), shareOf(post)) ?? "ceiling") : null,
  };
}

/** What the sitting asks, in a language. */
export const formIn = async (
  cohortId: string,
  sitting: Sitting,
  version: Version,
  locale: string,
): Promise<QuestionView[] | null> =>
  (await itemsOf(cohortId, sitting, version, locale))?.map(({ view }) => view) ?? null;

export type PrintedQuestion = QuestionView & { right: AnswerValue | null };

/** The same for whoever prints it and marks it. */
export const printedForm = async (
  cohortId: string,
  sitting: Sitting,
  version: Version,
  locale: string,
): Promise<PrintedQuestion[] | null> =>
  (await itemsOf(cohortId, sitting, version, locale))?.map(({ view, question, text }) => ({
    ...view,
    right: rightAnswer(question, text, view.locale),
  })) ?? null;

type Version = { id: string; outline: CourseOutline };

async function itemsOf(cohortId: string, sitting: Sitting, { id, outline }: Version, locale: string) {
  const paper = (await formsOf(cohortId))?.[sitting];
  if (!paper) return null;
  const bank = await questionBank(id);
  return paper.map((item, index) => {
    const question = questionAt(bank.questions, item.item);
    const said = bank.textOf(item.item, locale);
    const source = { text: bank.sourceTextOf(item.item), locale: outline.source };
    const view = questionView(index + 1, item, question, said, source, undefined);
    return { view, question, text: said.text };
  });
}

/** Handed in once; what is left open is wrong. A field that names no choice is told by its name. */
export async function sitTest(
  actor: Actor,
  enrolment: EnrolmentFacts,
  sitting: Sitting,
  fields: Fields,
): Promise<Result<void> | { bad: string }> {
  const { id: enrolmentId, status, cohort, version } = enrolment;
  if (cohort.closed || !(isLearning(status) || sitting === "post")) return refuse("learning.course-over");
  const phase = sittingPhase(sitting, cohort, today(cohort.timeZone));
  if (phase !== "open") return refuse(`cohort-test.${phase}`);
  const paper = (await formsOf(cohort.id))?.[sitting];
  if (!paper) return refuse("cohort-test.not-drawn");
  const { questions } = await questionBank(version.id);
  const answers: AnswerValue[] = [];
  let right = 0;
  for (const [index, { item }] of paper.entries()) {
    const question = questionAt(questions, item);
    const given = readAnswer(question.body, index + 1, fields);
    if (!given.ok) return { bad: answerField(index + 1) };
    answers.push(given.value);
    if (markAnswer(question, given.value) === question.points) right += 1;
  }
  return inTransaction(async (tx) => {
    await openLid(tx, cohort.id);
    const kept = await tx.$executeRaw(sql`
      INSERT INTO "CohortTestResult" ("enrolmentId", "sitting", "right", "questions", "answers", "means", "recordedBy", "recordedAt")
        VALUES (${enrolmentId}, ${sitting}, ${right}, ${paper.length}, ${JSON.stringify(answers)}, 'screen',
          ${actor.personId}, ${now()})
      ON CONFLICT DO NOTHING`);
    if (kept !== 1) return refuse("cohort-test.already-sat-own");
    await recordAudit(tx, actor, "cohort-test.sat", { kind: "enrolment", id: enrolmentId }, { sitting });
    return ok(undefined);
  });
}
