import {
  drawableItems,
  lineOf,
  warning,
  type CourseSource,
  type ItemSource,
  type ModuleSource,
  type Problem,
} from "./course-source.ts";
import type { QuestionText } from "./question.ts";

/* How good a bank is (issue "Courseware"): 16 items a module, half of them application, keys spread over the
 * options, the right answer not betrayed by its length, no two items of a course alike. Advice, so warnings. */

const ENOUGH = 16;
/** Fewer than this and a run of equal keys proves nothing. */
const COUNTABLE = 8;
const LARGEST_SHARE = 0.4;
/** Of the statements of a course with one answer. */
const LARGEST_TRUTH = 0.7;
const BETRAYING = 1.6;
const ALIKE = 0.85;

export function qualityProblems(source: CourseSource): Problem[] {
  const from = source.written.value.source;
  const modules = Object.values(source.modules);
  const ofModules = modules.flatMap((module) => {
    const words = module.texts[from]?.items ?? null;
    const bank = drawableItems(module);
    const about = (message: string) => warning(module.itemsFile, 1, message);
    return [
      ...sizeComplaints(bank).map(about),
      ...balanceComplaints(bank).map(about),
      ...(words ? wordComplaints(module, words.value, (id) => [words.file, lineOf(words, id)]) : []),
    ];
  });
  const statements = truthComplaints(modules.flatMap(drawableItems));
  return [
    ...ofModules,
    ...statements.map((message) => warning(source.written.file, 1, message)),
    ...alikeComplaints(modules, from),
  ];
}

function sizeComplaints(bank: ItemSource[]): string[] {
  const applied = bank.filter(({ question }) => question.level === "application").length;
  return [
    ...(bank.length < ENOUGH ? [`the bank has ${bank.length} items to draw, ${ENOUGH} are wanted`] : []),
    ...(applied * 2 < bank.length
      ? [`${applied} of ${bank.length} items are application, half are wanted`]
      : []),
  ];
}

/** Nor one who always says "false": over a course both answers are worth giving. */
export function truthComplaints(bank: ItemSource[]): string[] {
  const answers = bank.flatMap(({ question: { body } }) => (body.kind === "true-false" ? [body.key] : []));
  const most = Math.max(answers.filter(Boolean).length, answers.filter((answer) => !answer).length);
  return answers.length >= COUNTABLE && most > answers.length * LARGEST_TRUTH
    ? [`${most} of ${answers.length} true-false items of the course have the same answer`]
    : [];
}

/** A learner who always takes the same place must not do well by it. */
export function balanceComplaints(bank: ItemSource[]): string[] {
  const places = new Map<string, number>();
  const truths = new Map<boolean, number>();
  let singles = 0;
  for (const { question } of bank) {
    const { body } = question;
    if (body.kind === "single") {
      singles += 1;
      const place = "abcdefgh"[body.options.indexOf(body.key)] ?? "?";
      places.set(place, (places.get(place) ?? 0) + 1);
    } else if (body.kind === "true-false") truths.set(body.key, (truths.get(body.key) ?? 0) + 1);
  }
  const complaints: string[] = [];
  for (const [place, count] of places)
    if (singles >= COUNTABLE && count > singles * LARGEST_SHARE)
      complaints.push(`${count} of ${singles} single-choice items have their key in place ${place}`);
  const statements = [...truths.values()].reduce((sum, count) => sum + count, 0);
  if (statements >= 4 && truths.size === 1)
    complaints.push(`all ${statements} true-false items have the same answer`);
  return complaints;
}

function wordComplaints(
  module: ModuleSource,
  words: Record<string, QuestionText>,
  at: (id: string) => [file: string, line: number],
): Problem[] {
  const asked = module.items.flatMap(({ question }) => {
    const text = words[question.id];
    return text ? [{ question, text }] : [];
  });
  const problems: Problem[] = [];
  let longest = 0;
  let singles = 0;
  for (const { question, text } of asked) {
    if (question.body.kind !== "single" || !text.options) continue;
    const right = text.options[question.body.key]?.length ?? 0;
    const wrong = question.body.options.filter((id) => id !== (question.body as { key?: string }).key);
    const lengths = wrong.map((id) => text.options?.[id]?.length ?? 0);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
    singles += 1;
    if (right > Math.max(...lengths)) longest += 1;
    if (right > mean * BETRAYING && right > mean + 20)
      problems.push(warning(...at(question.id), `${question.id}: the right answer is much the longest`));
  }
  if (singles >= COUNTABLE && longest * 2 > singles)
    problems.push(
      warning(
        module.itemsFile,
        1,
        `the right answer is the longest in ${longest} of ${singles} single-choice items`,
      ),
    );
  return problems;
}

/** Also of two modules: a final draws from all of them. */
function alikeComplaints(modules: ModuleSource[], from: string): Problem[] {
  const bags = modules.flatMap((module) => {
    const words = module.texts[from]?.items;
    return Object.entries(words?.value ?? {}).map(([id, text]) => ({
      name: `${module.id}/${id}`,
      at: [words!.file, lineOf(words!, id)] as const,
      words: wordsOf(text),
    }));
  });
  return bags.flatMap((item, index) => {
    const twin = bags.slice(0, index).find((other) => likeness(item.words, other.words) >= ALIKE);
    return twin ? [warning(...item.at, `${item.name}: asks nearly the same as ${twin.name}`)] : [];
  });
}

const wordsOf = ({ prompt, options }: QuestionText): Set<string> =>
  new Set(
    [prompt, ...Object.values(options ?? {})]
      .join(" ")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  );

/** Shared words among all words of the two, 0 to 1. */
export function likeness(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}
