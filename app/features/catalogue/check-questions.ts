import {
  error,
  errorAt,
  warning,
  type CourseSource,
  type ItemSource,
  type ModuleSource,
  type Problem,
} from "./course-source.ts";
import type { Question, QuestionBody, QuestionText } from "./question.ts";

/* Whether each item can be asked and marked: its key fits its options, its words are complete in every language
 * they exist in, and ids are used once. How good a bank is, question-quality.ts asks. */

export function questionProblems(source: CourseSource): Problem[] {
  return Object.values(source.modules).flatMap((module) => [
    ...itemProblems(module),
    ...wordProblems(module, source.written.value.source),
  ]);
}

function itemProblems({ items, itemsFile, written }: ModuleSource): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ question, line }) => {
    const say = (message: string) => error(itemsFile, line, `${question.id}: ${message}`);
    const problems = keyProblems(question.body).map(say);
    if (seen.has(question.id)) problems.push(say("this id is there twice"));
    seen.add(question.id);
    if (!written.value.objectives.includes(question.objective))
      problems.push(say(`the module has no objective ${question.objective}`));
    return problems;
  });
}

const repeated = (ids: string[]) => ids.find((id, index) => ids.indexOf(id) < index);

export function keyProblems(body: QuestionBody): string[] {
  switch (body.kind) {
    case "single":
    case "multiple": {
      const keys = typeof body.key === "string" ? [body.key] : body.key;
      const unknown = keys.find((id) => !body.options.includes(id));
      return said([
        [repeated(body.options), (id) => `option ${id} is there twice`],
        [unknown, (id) => `the key ${id} is none of its options`],
        [repeated(keys), (id) => `the key names ${id} twice`],
      ]);
    }
    case "ordering":
      return said([[repeated(body.options), (id) => `option ${id} is there twice`]]);
    case "matching": {
      const wrong = Object.entries(body.key).find(
        ([left, right]) => !body.left.includes(left) || !body.right.includes(right),
      );
      return said([
        [repeated(body.left), (id) => `${id} is on the left twice`],
        [repeated(body.right), (id) => `${id} is on the right twice`],
        [wrong?.[0], (id) => `the key of ${id} names something that is not there`],
        [body.left.find((id) => !(id in body.key)), (id) => `the key leaves out ${id}`],
      ]);
    }
    case "numeric":
      return body.tolerance.startsWith("-") ? ["a tolerance is not negative"] : [];
    case "true-false":
    case "short-text":
    case "free-text":
      return [];
  }
}

const said = (found: [string | undefined, (id: string) => string][]): string[] =>
  found.flatMap(([id, message]) => (id === undefined ? [] : [message(id)]));

function wordProblems(module: ModuleSource, source: string): Problem[] {
  const sourceWords = module.texts[source]?.items ?? null;
  const problems: Problem[] = [];
  for (const { question, line } of module.items)
    if (!sourceWords?.value[question.id])
      problems.push(error(module.itemsFile, line, `${question.id}: has no words in ${source}/items.yaml`));
  for (const { items } of Object.values(module.texts))
    for (const [id, text] of Object.entries(items?.value ?? {})) {
      const item = module.items.find(({ question }) => question.id === id);
      if (!items) continue;
      if (!item) problems.push(errorAt(items, [id], `items.yaml has no item ${id}`));
      else
        for (const { path, message } of textProblems(item.question, text))
          problems.push(errorAt(items, [id, ...path], `${id}: ${message}`));
    }
  return [...problems, ...missingExplanations(module, source)];
}

type TextProblem = { path: string[]; message: string };

/** The words of an item against the item: nothing missing, nothing that belongs to another kind. */
export function textProblems({ body }: Question, text: QuestionText): TextProblem[] {
  const { kind } = body;
  const wanted: Partial<Record<"options" | "left" | "right", string[]>> =
    kind === "single" || kind === "multiple" || kind === "ordering"
      ? { options: body.options }
      : kind === "matching"
        ? { left: body.left, right: body.right }
        : {};
  const problems: TextProblem[] = [];
  for (const part of ["options", "left", "right"] as const) {
    const there = Object.keys(text[part] ?? {});
    for (const id of wanted[part] ?? [])
      if (!there.includes(id)) problems.push({ path: [part], message: `${part} leave out ${id}` });
    for (const id of there)
      if (!wanted[part]?.includes(id)) problems.push({ path: [part, id], message: `${part} have no ${id}` });
  }
  if (kind === "short-text" && !text.accept?.length)
    problems.push({ path: [], message: "a short-text item says which answers it accepts" });
  if (kind === "free-text" && !text.guidance)
    problems.push({ path: [], message: "a free-text item has guidance for its marker" });
  for (const id of Object.keys(text.distractors ?? {}))
    if (!wrongOptions(body).includes(id))
      problems.push({ path: ["distractors", id], message: `${id} is not one of its wrong answers` });
  return problems;
}

/** The answers one may wrongly choose, each of which deserves its own explanation. */
function wrongOptions(body: QuestionBody): string[] {
  switch (body.kind) {
    case "single":
      return body.options.filter((id) => id !== body.key);
    case "multiple":
      return body.options.filter((id) => !body.key.includes(id));
    case "true-false":
      return [String(!body.key)];
    default:
      return [];
  }
}

function missingExplanations(module: ModuleSource, source: string): Problem[] {
  const words = module.texts[source]?.items;
  if (!words) return [];
  const marked = ({ question }: ItemSource) => question.body.kind !== "free-text";
  return module.items.filter(marked).flatMap(({ question }) => {
    const text = words.value[question.id];
    if (!text) return [];
    const at = words.lines.get(question.id) ?? 1;
    const unexplained = wrongOptions(question.body).filter((id) => !text.distractors?.[id]);
    return [
      ...(text.explain ? [] : [warning(words.file, at, `${question.id}: has no explanation`)]),
      ...(unexplained.length > 0 && question.body.kind !== "true-false"
        ? [warning(words.file, at, `${question.id}: does not explain ${unexplained.join(", ")}`)]
        : []),
    ];
  });
}
