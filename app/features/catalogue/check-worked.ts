import { questionsOf } from "./client-forms.ts";
import {
  error,
  errorAt,
  type CourseSource,
  type ItemSource,
  type ModuleSource,
  type Problem,
} from "./course-source.ts";
import {
  accountFigures,
  hasFigures,
  moduleFigures,
  reachOf,
  readOf,
  type ModuleFigures,
} from "./module-figures.ts";
import { TRAINER_TEXTS } from "./trainer-texts.ts";
import { computeAnswer, messageOf } from "./worked-figures.ts";

/* Whether accounts.yaml and worked.yaml can be computed, name units and items that are there, and come to the keys
 * of the numeric items. */

export function workedProblems(source: CourseSource): Problem[] {
  const { accounts, problems } = accountFigures(source);
  return [
    ...problems,
    ...Object.values(source.modules).flatMap((module) => {
      if (!hasFigures(source, module)) return [];
      const figures = moduleFigures(module, accounts);
      return [
        ...figures.problems,
        ...strangerProblems(module),
        ...answerProblems(module, figures, source.written.value.source),
      ];
    }),
  ];
}

function strangerProblems(module: ModuleSource): Problem[] {
  const { written, items, forms } = module;
  const worked = readOf(module.worked);
  if (!worked) return [];
  const known = new Set<string>([
    ...TRAINER_TEXTS,
    ...written.value.units.map(({ id }) => id),
    ...items.map(({ question }) => question.id),
    ...(forms ? questionsOf(forms.value).map(({ id }) => id) : []),
  ]);
  const numeric = new Set(items.filter(isNumeric).map(({ question }) => question.id));
  return Object.entries(worked.value.in).flatMap(([id, { answer }]) => [
    ...(known.has(id) ? [] : [errorAt(worked, ["in", id], `the module has no unit or item ${id}`)]),
    ...(answer !== undefined && known.has(id) && !numeric.has(id)
      ? [errorAt(worked, ["in", id, "answer"], `${id}: only a numeric item has an answer`)]
      : []),
  ]);
}

const isNumeric = ({ question }: ItemSource): boolean => question.body.kind === "numeric";

function answerProblems(module: ModuleSource, figures: ModuleFigures, source: string): Problem[] {
  const { items, itemsFile, texts } = module;
  const worked = readOf(module.worked);
  if (!worked) return [];
  return items.flatMap(({ question: { id, body }, line }) => {
    if (body.kind !== "numeric") return [];
    const answer = worked.value.in[id]?.answer;
    if (answer === undefined) return [error(itemsFile, line, `${id}: worked.yaml has no answer to it`)];
    const percent = texts[source]?.items?.value[id]?.unit?.includes("%") ?? false;
    const say = (message: string) => [errorAt(worked, ["in", id, "answer"], `${id}: ${message}`)];
    try {
      const value = computeAnswer(answer, reachOf(figures, [id]));
      const wanted = value === null ? null : value * (percent ? 100 : 1);
      if (wanted === null || fits(wanted, body)) return [];
      return say(
        `the answer is ${shortly(wanted, body.key)}${percent ? " %" : ""}, the key says ${body.key}`,
      );
    } catch (fault) {
      return say(messageOf(fault));
    }
  });
}

const decimalsOf = (key: string): number => key.split(".")[1]?.length ?? 0;

/** Within what is marked as right, or rounded as the key is. */
const fits = (answer: number, { key, tolerance }: { key: string; tolerance: string }): boolean =>
  Math.abs(answer - Number(key)) <=
  Math.max(Number(tolerance), 0.5 * 10 ** -decimalsOf(key)) + 1e-9 * Math.max(1, Math.abs(answer));

const shortly = (answer: number, key: string): string => String(Number(answer.toFixed(decimalsOf(key) + 2)));
