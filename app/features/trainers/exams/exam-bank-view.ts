import type { AnswerValue, Question } from "#app/features/catalogue/question.ts";
import { questionView, rightAnswer, type QuestionView } from "#app/features/learning/question-view.ts";
import { optionsOf } from "#app/features/learning/quiz-draw.ts";
import type { BankItem, GroupCount } from "./exam-bank.ts";

/* What a custodian reads of a bank. */

export type BankQuestion = QuestionView & {
  objective: string;
  right: AnswerValue | null;
  accept: readonly string[];
  guidance: string;
};

/** An item of a bank as the questions of courses are: it has no module. */
export const asQuestion = ({ text: _words, ...item }: BankItem): Question => ({ ...item, moduleId: "exam" });

export function shownBank<Bank extends { language: string; groups: GroupCount[]; items: BankItem[] }>({
  items,
  ...bank
}: Bank) {
  return {
    ...bank,
    questions: items.map((item, index): BankQuestion => {
      const question = asQuestion(item);
      const text = { text: item.text, locale: bank.language, state: "source" as const };
      // As they were written: nothing is drawn here.
      const drawn = { item: item.id, options: optionsOf(item.body, () => 0) };
      return {
        ...questionView(index + 1, drawn, question, text, text, undefined),
        objective: item.objective,
        right: rightAnswer(question, item.text, bank.language),
        accept: item.text.accept ?? [],
        guidance: item.text.guidance ?? "",
      };
    }),
  };
}
