import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import { askWords, schemesIn, stageWords } from "#app/features/trainers/candidacies/candidacy-words.tsx";
import { NAMED_FOR } from "./courses.ts";
import type { SchemeChange, SchemeField, Value } from "./scheme-fields.ts";
import type { Anchored } from "./anchors.ts";
import type { StepId } from "./checklist.ts";
import { CRITERIA } from "./criteria.ts";
import { stagesBefore, type Paper } from "./papers.ts";
import { anchoredIn, GROUPS, type Decider } from "./scheme-fields.ts";
import type { Requirement, Scheme } from "./scheme.ts";
import type { Flaw } from "./sound-scheme.ts";
import { namesOf } from "./stage.ts";

/* What stands in a scheme as words. */

type Named = Pick<Words, "t" | "locale">;

export function groupWords(words: Named, scheme: Scheme, group: string): string {
  const heading = GROUPS.find((one) => one === group);
  if (heading) return words.t(`schemes.group.${heading}`);
  const anchored = anchoredIn(group);
  if (anchored) return anchoredWords(words, anchored);
  return stageWords(words, group, namesOf(scheme));
}

const anchoredWords = ({ t }: Pick<Words, "t">, of: Anchored): string =>
  of === "any"
    ? t("schemes.anchors.any")
    : t("schemes.anchors.of", { criterion: of, name: t(`candidacy.criterion.${of}`) });

export function fieldWords(
  { t, language }: Pick<Words, "t" | "language">,
  { label, path, unit }: SchemeField,
): string {
  const [, , score] = path;
  const locale = () => language(String(path.at(-1)));
  if (unit === "name") return t("schemes.field.name", { language: locale() });
  if (unit === "step")
    return t("schemes.field.step", { step: stepName(t, String(score)), language: locale() });
  if (unit === "anchor") return t("schemes.field.anchor", { score: String(score), language: locale() });
  return t(`schemes.field.${label}` as WordKey);
}

/** As the platform calls it. */
const stepName = (t: Words["t"], step: string): string => t(`candidacy.step.${step as StepId}`);

/** What a requirement is called, whatever its figures: by its key (asked.ts). */
export function keyWords({ t }: Pick<Words, "t">, key: string): string {
  const [kind, document] = key.split(".");
  return document === undefined
    ? t(`schemes.kind.${kind}` as WordKey)
    : t("schemes.kind.document", { document: t(`candidacy.document.${document}` as WordKey) });
}

/** What courses are called, by their id. */
export type CourseTitles = Readonly<Record<string, string>>;

/** One of what may be ticked in a list. */
export function choiceWords(
  { t }: Pick<Words, "t">,
  unit: SchemeField["unit"],
  choice: string,
  titles: CourseTitles,
): string {
  switch (unit) {
    case "courses":
    case "about":
      return titles[choice] ?? choice;
    case "parts":
      return t(`trainers.part.${choice as "R1"}`);
    case "schemes":
      return t(`trainers.scheme.${choice as "fe-facilitator"}`);
    case "steps":
      return stepName(t, choice);
    case "sections":
      return t(`trainers.topic.${choice as "readiness"}`);
    default:
      return t("candidacy.criterionNamed", {
        criterion: choice,
        name: t(`candidacy.criterion.${choice as "C1"}`),
      });
  }
}

export function valueWords(
  words: Words,
  field: Pick<SchemeField, "unit"> & Partial<Pick<SchemeField, "name">>,
  value: Value,
  titles: CourseTitles,
): string {
  const { t, number, percent, shortDate, list } = words;
  const { unit } = field;
  switch (unit) {
    case "days":
    case "months":
    case "years":
    case "minutes":
      return t(`schemes.unit.${unit}`, { count: Number(value) });
    case "share":
      return percent(Number(value) / 10_000);
    case "mark":
      return number(Number(value) / 100, 1);
    case "yes":
      return t(value ? "schemes.unit.yes" : "schemes.unit.no");
    case "who":
      return t(`candidacy.part.${value as "officer"}`);
    case "recommender":
      return value === null ? t("schemes.unit.nobody") : t(`candidacy.part.${value as Decider}`);
    case "practice":
      return t(`schemes.practice.${value as "presentation"}`);
    case "name":
    case "anchor":
    case "step":
      return value === "" ? t("schemes.unit.platformsName") : String(value);
    case "until":
      return value === null ? t("schemes.unit.none") : shortDate(`2001-${String(value)}`);
    case "reminders":
      return list((value as number[]).map((days) => number(days)));
    case "schemes":
      return schemesIn(words, value as string[]);
    case "criteria":
    case "parts":
    case "steps":
    case "sections":
    case "courses":
    case "about":
      return (value as string[]).length === 0
        ? t(
            unit === "about"
              ? "schemes.unit.everyCourse"
              : namesTests(field)
                ? "schemes.unit.noCourseYet"
                : "schemes.unit.none",
          )
        : list(
            (value as string[]).map((one) =>
              unit === "criteria" ? one : choiceWords(words, unit, one, titles),
            ),
          );
    case "count":
    case "assessors":
    case "score":
      return number(Number(value));
  }
}

/** Whether it is the courses whose test fills a part of a renewal: where none is named, a paper does. */
export const namesTests = ({ name }: Partial<Pick<SchemeField, "name">>): boolean =>
  Object.values(NAMED_FOR).some((courses) => name === `renewal.${courses}`);

/** Of these nothing is an answer too. */
const MAY_BE_NULL: readonly SchemeField["unit"][] = ["until", "recommender"];

/** What another version changed: what it is about, as it was and as it would be. */
export function changeWords(
  words: Words,
  scheme: Scheme,
  change: SchemeChange,
  titles: CourseTitles,
): { about: string; before: string; after: string } {
  const { t } = words;
  if (change.kind === "figure") {
    const { field, before, after } = change;
    const of = field.asked?.startsWith("document.") ? keyWords(words, field.asked) : fieldWords(words, field);
    return {
      about: t("schemes.fieldOf", { group: groupWords(words, scheme, field.group), field: of }),
      before:
        before === null && !MAY_BE_NULL.includes(field.unit)
          ? t("schemes.change.notAsked")
          : valueWords(words, field, before, titles),
      after: valueWords(words, field, after, titles),
    };
  }
  const group = groupWords(words, scheme, change.stage);
  if (change.kind === "order")
    return {
      about: t("schemes.fieldOf", { group, field: t("schemes.change.order") }),
      before: t("schemes.change.asItWas"),
      after: t("schemes.change.ordered"),
    };
  const [asked, not] = [askWords(words, change.asked), t("schemes.change.notAsked")];
  const about = t("schemes.fieldOf", { group, field: kindWords(words, change.asked) });
  return change.kind === "added"
    ? { about, before: not, after: asked }
    : { about, before: asked, after: not };
}

const kindWords = (words: Pick<Words, "t">, asked: Requirement): string =>
  keyWords(words, asked.kind === "document" ? `document.${asked.document}` : asked.kind);

/** What keeps a version from being published. */
export const flawWords = (words: Named, scheme: Scheme, { key, stage, asked }: Flaw): string =>
  words.t(`schemes.flaw.${key}`, {
    stage: groupWords(words, scheme, stage),
    asked: asked ? kindWords(words, asked) : "",
  });

/** Who decides on a stage, and by when it is left. */
export function stageRules(words: Pick<Words, "t">, scheme: Scheme, stageId: string): string[] {
  const { t } = words;
  const stage = scheme.stages.find(({ id }) => id === stageId);
  if (!stage || scheme.kind === "licence") return [];
  return [
    t("schemes.stage.decidedBy", { who: t(`candidacy.part.${stage.decidedBy}`) }),
    ...(stage.recommendedBy
      ? [t("schemes.stage.recommendedBy", { who: t(`candidacy.part.${stage.recommendedBy}`) })]
      : []),
    ...(stage.leaveWithin ? [t("schemes.stage.leaveWithin", { count: stage.leaveWithin.months })] : []),
  ];
}

// ── As one text ─────────────────────────────────────────────────────────────────────────────────────

/** What a paper asks, for those who read it without a page: a list for each stage, in Markdown. */
export const narrative = (words: Words, scheme: Scheme, paper: Paper): string =>
  stagesBefore(scheme, paper)
    .map(({ id, asks }) =>
      [
        `**${stageWords(words, id, namesOf(scheme))}**`,
        asks.map((asked) => `- ${askWords(words, asked)}`).join("\n"),
        stageRules(words, scheme, id).join(" "),
      ].join("\n\n"),
    )
    .join("\n\n");

/** What is measured: a requirement by its key, or one of the twelve criteria. */
export const measuredWords = (words: Pick<Words, "t">, key: string): string =>
  CRITERIA.some((criterion) => criterion === key)
    ? choiceWords(words, "criteria", key, {})
    : keyWords(words, key);
