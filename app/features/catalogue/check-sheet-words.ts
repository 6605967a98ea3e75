import { error, errorAt, type ModuleSource, type Problem } from "./course-source.ts";
import { allParts, isFigure, isLines, partsOf, usesMoney, type Sheet, type SheetWords } from "./sheet.ts";

/* Whether the words of a sheet say all of it in each language they exist in, and nothing else. */

export function sheetWordProblems({ sheets, texts }: ModuleSource, source: string): Problem[] {
  const problems = Object.entries(sheets).flatMap(([id, { file }]) =>
    texts[source]?.sheets?.value[id] ? [] : [error(file, 1, `has no words in ${source}/sheets.yaml`)],
  );
  for (const { sheets: words } of Object.values(texts))
    for (const [id, own] of Object.entries(words?.value ?? {})) {
      if (!words) continue;
      const sheet = sheets[id];
      if (!sheet) problems.push(errorAt(words, [id], `there is no sheets/${id}.yaml`));
      else
        for (const [path, message] of problemsOf(sheet.value, own))
          problems.push(errorAt(words, [id, ...path], `${id}: ${message}`));
    }
  return problems;
}

type WordProblem = [path: string[], message: string];

function problemsOf(sheet: Sheet, words: SheetWords): WordProblem[] {
  const parts = allParts(sheet).map(({ id }) => id);
  return [
    ...complete(
      "blocks",
      sheet.blocks.map(({ id }) => id),
      words.blocks,
    ),
    ...complete("labels", parts, words.labels),
    ...strange("hints", parts, words.hints),
    ...exampleTextProblems(sheet, words),
    ...(usesMoney(sheet) && !words.unit ? [say([], "`unit` says what money is counted in")] : []),
  ];
}

const say = (path: string[], message: string): WordProblem => [path, message];

const strange = (part: string, ids: string[], words: object): WordProblem[] =>
  Object.keys(words)
    .filter((id) => !ids.includes(id))
    .map((id) => say([part, id], `${part}: the sheet has no ${id}`));

const complete = (part: string, ids: string[], words: object): WordProblem[] => [
  ...ids.filter((id) => !Object.hasOwn(words, id)).map((id) => say([part], `${part} leave out ${id}`)),
  ...strange(part, ids, words),
];

function exampleTextProblems(sheet: Sheet, { examples }: SheetWords): WordProblem[] {
  const texts = sheet.blocks.flatMap((block) =>
    partsOf(block)
      .filter((part) => !isFigure(part))
      .map(({ id }) => ({ id, rows: isLines(block) ? block.rows : null })),
  );
  return [
    ...complete(
      "examples",
      texts.map(({ id }) => id),
      examples,
    ),
    ...texts.flatMap(({ id, rows }) => {
      const there = examples[id];
      const at = ["examples", id];
      if (there === undefined) return [];
      if (rows === null) return typeof there === "string" ? [] : [say(at, `${id} is one box, with one text`)];
      if (typeof there === "string") return [say(at, `${id} is a column: its texts are a list`)];
      return there.length > rows ? [say(at, `${id}: there are only ${rows} lines`)] : [];
    }),
  ];
}
