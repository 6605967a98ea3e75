import * as z from "zod";
import { AuthoredItem } from "#app/features/catalogue/authored-item.ts";
import { keyProblems, textProblems } from "#app/features/catalogue/check-questions.ts";
import { error, errorAt, lineOf, type Problem } from "#app/features/catalogue/course-source.ts";
import { QuestionText } from "#app/features/catalogue/question.ts";
import { parseAt, readYaml } from "#app/features/catalogue/read-yaml.server.ts";
import type { BankItem } from "./exam-bank.ts";

/* One file: `items` as in a module's items.yaml, `words` as in its words (docs/courseware.md), by the same schema. */

export type ReadBank = { ok: true; items: BankItem[] } | { ok: false; problems: Problem[] };

const Whole = z.strictObject({
  items: z.array(z.unknown()).min(1),
  words: z.record(z.string(), z.unknown()),
});

export function readExamBank(text: string, file: string): ReadBank {
  const read = readSafely(text, file);
  if (Array.isArray(read)) return { ok: false, problems: read };
  const whole = parseAt(Whole, read.value, read);
  if (!whole.ok) return whole;
  const problems: Problem[] = [];
  const items: BankItem[] = [];
  const seen = new Set<string>();
  whole.value.items.forEach((authored, index) => {
    const parsed = parseAt(AuthoredItem, authored, read, ["items", index]);
    if (!parsed.ok) return problems.push(...parsed.problems);
    const { moduleId: _none, ...question } = parsed.value;
    const { id } = question;
    const say = (message: string) => error(file, lineOf(read, "items", index), `${id}: ${message}`);
    const found = keyProblems(question.body).map(say);
    if (seen.has(id)) found.push(say("this id is there twice"));
    seen.add(id);
    const said = whole.value.words[id];
    if (said === undefined) return problems.push(...found, say("has no words"));
    const words = parseAt(QuestionText, said, read, ["words", id]);
    if (!words.ok) return problems.push(...found, ...words.problems);
    found.push(
      ...textProblems(parsed.value, words.value).map(({ path, message }) =>
        errorAt(read, ["words", id, ...path], `${id}: ${message}`),
      ),
    );
    problems.push(...found);
    items.push({ ...question, text: words.value });
  });
  for (const id of Object.keys(whole.value.words))
    if (!seen.has(id)) problems.push(errorAt(read, ["words", id], `there is no item ${id}`));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, items };
}

/** A file made to explode when it is read is a file that cannot be read. */
function readSafely(text: string, file: string) {
  try {
    return readYaml(text, file);
  } catch {
    return [error(file, 1, "this cannot be read")];
  }
}
