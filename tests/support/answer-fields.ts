import { answerField, SHOWN_FIELD, type Fields } from "#app/features/learning/answer.ts";
import { acceptedTexts, type Sitting } from "#app/features/learning/sittings.server.ts";
import { rightAnswer } from "#prisma/seed/answers.ts";

/** The right answer to one item of a paper, as the page's form posts it. */
export function rightFields(paper: Sitting, position: number): Fields {
  const question = paper.questions[position - 1]!;
  const answer = rightAnswer(question, acceptedTexts(paper, paper.paper[position - 1]!.item));
  const fields: Fields = { [SHOWN_FIELD]: String(position) };
  if ("choice" in answer) fields[answerField(position)] = answer.choice;
  if ("text" in answer) fields[answerField(position)] = answer.text;
  if ("choices" in answer) fields[`${answerField(position)}[]`] = answer.choices;
  if ("order" in answer)
    for (const [index, part] of answer.order.entries())
      fields[answerField(position, part)] = String(index + 1);
  if ("pairs" in answer)
    for (const [part, value] of Object.entries(answer.pairs)) fields[answerField(position, part)] = value;
  return fields;
}
