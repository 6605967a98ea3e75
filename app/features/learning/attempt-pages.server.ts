import type { Actor } from "#app/lib/actor.ts";
import { standingAt } from "./assessment-view.ts";
import { showsAnswers } from "./attempt-policy.ts";
import { isTrusted } from "./counting.ts";
import { myEnrolment } from "./enrolments.server.ts";
import { myAttempt, type MyAttempt } from "./my-attempt.server.ts";
import { percentOf } from "./quiz-marking.ts";
import {
  questionView,
  resultItem,
  type PageHead,
  type PaperPage,
  type QuestionView,
  type ResultItem,
  type ResultPage,
} from "./question-view.ts";
import type { Sitting } from "./sittings.server.ts";

import { courseTitle, unitTitle } from "./titles.ts";

/* The paper and its result, in a language. */

function headOf(paper: Sitting, locale: string): PageHead {
  const { attemptId, enrolmentId, moduleId, unitId, isFinal, outline } = paper;
  return {
    attemptId,
    enrolmentId,
    moduleId,
    unitId,
    isFinal,
    course: courseTitle(outline, locale),
    title: isFinal ? null : unitTitle(outline, moduleId, unitId, locale),
    locale: outline.languages.includes(locale) ? locale : outline.source,
    locales: outline.languages,
  };
}

const viewsOf = ({ sitting: paper, answers }: MyAttempt, locale: string): QuestionView[] =>
  paper.paper.map((item, index) => {
    const source = { text: paper.bank.sourceTextOf(item.item), locale: paper.outline.source };
    const text = paper.bank.textOf(item.item, locale);
    return questionView(index + 1, item, paper.questions[index]!, text, source, answers.get(item.item));
  });

/** The open paper; "over" once it was handed in, null when it is not theirs. */
export async function paperPage(
  actor: Actor,
  attemptId: string,
  locale: string,
): Promise<PaperPage | "over" | null> {
  const mine = await myAttempt(actor, attemptId);
  if (!mine) return null;
  if (mine.attempt.state !== "in-progress") return "over";
  return {
    ...headOf(mine.sitting, locale),
    deadlineAt: mine.attempt.deadlineAt,
    questions: viewsOf(mine, locale),
  };
}

/** The result; "open" while the paper may still be worked on, null when it is not theirs. */
export async function resultPage(
  actor: Actor,
  attemptId: string,
  locale: string,
): Promise<ResultPage | "open" | null> {
  const mine = await myAttempt(actor, attemptId);
  const course = mine && (await myEnrolment(actor, mine.sitting.enrolmentId));
  if (!course) return null;
  const { sitting: paper, attempt } = mine;
  if (attempt.state === "in-progress") return "open";
  const standing = standingAt(course.progress, paper);
  const shown = standing !== null && standing !== "locked" && showsAnswers(paper.isFinal, attempt, standing);
  const views = viewsOf(mine, locale);
  return {
    ...headOf(paper, locale),
    attempt,
    percent: attempt.points === null ? null : percentOf(attempt.points, attempt.maxPoints),
    pass: paper.assessment.policy.pass,
    items: shown ? views.map((view) => itemResult(mine, view)) : null,
    moreTries: standing !== null && standing !== "locked" && standing.kind === "start",
    unreviewed: views.some(({ state }) => !isTrusted(state)),
  };
}

function itemResult({ sitting: paper, answers }: MyAttempt, view: QuestionView): ResultItem {
  const question = paper.questions[view.position - 1]!;
  const { text } = paper.bank.textOf(view.item, view.locale);
  return resultItem(view, question, text, answers.get(view.item));
}
