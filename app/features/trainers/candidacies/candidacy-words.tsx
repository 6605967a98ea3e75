import type { Locale } from "#app/lib/locales.ts";
import type { WordKey } from "#app/locales/keys.ts";
import type { Words } from "#app/locales/words.ts";
import { curesOf } from "./candidacy.ts";
import type { Entry } from "./candidacy-history.ts";
import type { Step } from "#app/features/trainers/schemes/checklist.ts";
import { CRITERIA, type Scores } from "#app/features/trainers/schemes/criteria.ts";
import type { Bar } from "./impartiality.ts";
import { isFiledOnly, type Feedback, type Unmet } from "#app/features/trainers/schemes/requirements.ts";
import type { Requirement, RequirementKind } from "#app/features/trainers/schemes/scheme.ts";
import { ownName, type StageNames } from "#app/features/trainers/schemes/stage.ts";
import type { Topic } from "#app/features/trainers/schemes/topics.ts";
import type { SchemeId } from "#app/features/trainers/schemes/schemes.ts";

/* What a requirement asks, what is missing, and what happened, as sentences. */

type Say = Pick<Words, "t" | "locale" | "number" | "percent" | "date" | "list">;

const key = (name: string) => `candidacy.${name}` as WordKey;
const five = ({ number }: Say, hundredths: number) => number(hundredths / 100, 1);
const share = ({ percent }: Say, hundredths: number) => percent(hundredths / 10_000);
const hours = ({ number }: Say, minutes: number) => number(Math.round((minutes / 60) * 10) / 10);

/** As the scheme calls it in this language, or else as the platform does. */
export const stageWords = (
  { t, locale }: Pick<Words, "t" | "locale">,
  stage: string,
  names: StageNames = {},
): string => ownName(names, stage, locale) ?? t(key(`stage.${stage}`));

export const barWords = ({ t, list }: Pick<Words, "t" | "list">, bars: readonly Bar[]): string =>
  list(bars.map((bar) => t(key(`bar.${bar}`))));

/** What the stage asks, whether or not it is met. */
export function askWords(words: Say, asked: Requirement): string {
  const { t, number } = words;
  const ask = (name: string, params: Record<string, string | number> = {}) => t(key(`ask.${name}`), params);
  switch (asked.kind) {
    case "selection": {
      const { microfinanceYears = 0, managementYears = 0, trainingYears = 0 } = asked.minimums;
      return ask("selection", {
        total: share(words, asked.total),
        microfinance: number(microfinanceYears),
        management: number(managementYears),
        training: number(trainingYears),
      });
    }
    case "document":
      return (asked.count ?? 1) > 1
        ? ask("documents", {
            document: t(key(`document.${asked.document}`)),
            need: number(asked.count ?? 1),
          })
        : ask("document", { document: t(key(`document.${asked.document}`)) });
    case "trainers-in-force":
      return ask("trainers-in-force", { need: number(asked.count), what: schemesIn(words, asked.schemes) });
    case "reports-filed":
      return ask("reports-filed", { days: number(asked.withinDays) });
    case "contact":
      return ask("contact");
    case "held":
      return ask("held", { what: schemesIn(words, asked.schemes), months: number(asked.months) });
    case "cycles":
      return words.list([
        ask("cycles", { need: number(asked.count) }),
        ...(asked.withinMonths > 0 ? [ask("cyclesWithin", { months: number(asked.withinMonths) })] : []),
        ...(asked.observed > 0 ? [ask("cyclesObserved", { need: number(asked.observed) })] : []),
        ...(asked.data ? [ask("cyclesData")] : []),
        ...(asked.reported ? [ask("cyclesReported")] : []),
        ...(asked.mean > 0 ? [ask("cyclesMean", { mean: five(words, asked.mean) })] : []),
      ]);
    case "mentored":
      return ask("mentored", { need: number(asked.count) });
    case "refresher":
      return ask("refresher", {
        pass: share(words, asked.pass),
        months: number(asked.withinMonths),
      });
    case "attendance":
      return ask(asked.madeUp ? "attendanceMadeUp" : "attendance", { mayMiss: number(asked.mayMiss) });
    case "debriefs":
      return ask("debriefs", { share: share(words, asked.share) });
    case "practice":
      return words.list([
        ask(asked.practice, { need: number(asked.count) }),
        ...(asked.localised ? [ask("practiceLocalised")] : []),
        ...(asked.feedback ? [ask("practiceFeedback")] : []),
      ]);
    case "last-micro-teaching":
      return ask("last-micro-teaching", { what: words.list([...asked.of]), floor: number(asked.floor) });
    case "assessment-form":
      return isFiledOnly(asked)
        ? ask("assessment-form")
        : ask("assessment-form-mean", { mean: five(words, asked.mean), floor: number(asked.floor) });
    case "exam":
      return ask("exam", { pass: share(words, asked.pass), resits: number(asked.resits) });
    case "delivery":
      return ask(asked.coreModules ? "deliveryCore" : "delivery", {
        core: number(asked.coreModules ?? 0),
        modules: number(asked.modules),
        sections: number(asked.sections),
        hours: hours(words, asked.minutes),
        observed: hours(words, asked.observedMinutes),
      });
    case "criteria-scored":
      return ask((asked.assessors ?? 1) > 1 ? "criteria-scored-twice" : "criteria-scored");
    case "criteria-floor":
      return ask("criteria-floor", { floor: number(asked.floor) });
    case "feedback":
      return asked.mean === 0
        ? ask("feedback", { atLeast: number(asked.atLeast), share: share(words, asked.shareOfPresent) })
        : ask("feedback-mean", { mean: five(words, asked.mean) });
    case "checklist":
      return ask("checklist", { share: share(words, asked.share) });
    case "enrolled":
    case "led-by-master-trainer":
    case "report":
    case "impartial":
      return ask(asked.kind);
  }
}

/** What is missing, by when, and how it is mended. */
export function unmetWords(words: Say, missing: Unmet): string {
  const { t, date } = words;
  const { says, what, steps, by, kind } = missing;
  const amount = amountIn(words, kind, says);
  return t(key(`unmet.${says}`), {
    have: amount(missing.have),
    need: amount(missing.need),
    what: steps ? stepList(words, steps, says !== "checklist.criticalNamed") : whatWords(words, kind, what),
    ...(kind === "held" && by ? { by: date(by) } : {}),
    ...(kind === "exam" && what[0] ? { from: date(what[0]), by: date(by ?? what[0]) } : {}),
  });
}

export const cureWords = ({ t }: Say, missing: Unmet): string[] =>
  curesOf(missing).map((cure) =>
    t(key(`cure.${missing.kind === "checklist" && cure === "repeat" ? "observe-again" : cure}`)),
  );

/** In what unit its thresholds are. */
function amountIn(words: Say, kind: RequirementKind, says: string): (value: number) => string {
  if (kind === "exam" || says === "selection.total" || says === "refresher.score")
    return (value) => share(words, value);
  if (says === "feedback.mean" || says === "cycles.mean" || says === "form.mean")
    return (value) => five(words, value);
  if (says === "delivery.minutes" || says === "delivery.observed") return (value) => hours(words, value);
  return (value) => words.number(value);
}

function whatWords(words: Say, kind: RequirementKind, what: readonly string[]): string {
  const { t, list } = words;
  switch (kind) {
    case "selection":
      return list(what.map((part) => t(key(`years.${part}`))));
    case "document":
      return list(what.map((document) => t(key(`document.${document}`))));
    case "held":
    case "mentored":
      return schemesIn(words, what);
    case "impartial":
      return barWords(words, what as readonly Bar[]);
    case "exam":
      return "";
    default:
      return list(what.map((criterion) => criterionWords(words, criterion)));
  }
}

export const schemesIn = ({ t, list }: Say, ids: readonly string[]): string =>
  list(ids.map((id) => t(`trainers.scheme.${id as SchemeId}`)));

const criterionWords = ({ t }: Say, criterion: string): string =>
  t(key("criterionNamed"), { criterion, name: t(key(`criterion.${criterion}`)) });

export const scoreWords = ({ t, number, list }: Say, scores: Scores): string =>
  list(
    CRITERIA.flatMap((criterion) => {
      const score = scores[criterion];
      return score === undefined ? [] : [t(key("event.scoreOf"), { criterion, score: number(score) })];
    }),
  );

const feedbackParams = ({ number }: Say, { responses, present, marks }: Feedback) => ({
  responses: number(responses),
  present: number(present),
  mean: number(responses > 0 ? marks / responses / 100 : 0, 2),
});

/** One event of the history. */
export function eventWords(words: Say, entry: Entry): string {
  const { t, number, date } = words;
  const event = (name: string, params: Record<string, string | number> = {}) =>
    t(key(`event.${name}`), params);
  switch (entry.kind) {
    case "recommend":
      return event(entry.by.as === "attester" ? "attest" : "recommend");
    case "waive":
      return event("waive", { what: t(key(`waivable.${entry.body.requirement}`)) });
    case "decline": {
      const { code } = entry.body;
      return code ? event("declineFor", { why: t(key(`declineCode.${code}`)) }) : event("decline");
    }
    case "document":
      return event("document", { what: t(key(`document.${entry.body.document}`)) });
    case "selection":
      return event("selection", { total: share(words, entry.body.total) });
    case "enrolled":
      return event("enrolled", { cohort: entry.body.cohort });
    case "attendance":
      return event("attendance", {
        missed: number(entry.body.missed),
        madeUp: number(entry.body.madeUp),
      });
    case "debriefs":
      return event("debriefs", { attended: number(entry.body.attended), held: number(entry.body.held) });
    case "practice": {
      const day = date(entry.body.on);
      return entry.body.practice === "presentation"
        ? event("presentation", { day })
        : event("micro-teaching", { day, scores: scoreWords(words, entry.body.scores) });
    }
    case "form":
      return event(entry.body.ready ? "form" : "formNotReady", {
        scores: scoreWords(words, entry.body.scores),
      });
    case "sitting": {
      const { topics, ...sat } = entry.body;
      const said = { day: date(sat.on), score: share(words, sat.score) };
      return topics
        ? event("sittingOf", { ...said, topics: topicWords(words, topics) })
        : event("sitting", said);
    }
    case "remarking":
      return entry.body.sitting
        ? event("remarkingOf", { day: date(entry.body.sitting) })
        : event("remarking");
    case "remarked": {
      const { score, sitting } = entry.body;
      return sitting
        ? event("remarkedOf", { day: date(sitting), score: share(words, score) })
        : event("remarked", { score: share(words, score) });
    }
    case "voided":
      return event("voided", { day: date(entry.body.on), score: share(words, entry.body.score) });
    case "excuse":
      return event("excuse", { day: date(entry.body.until) });
    case "delivery":
      return event("delivery", {
        module: entry.body.title,
        day: date(entry.body.on),
        hours: hours(words, entry.body.minutes),
      });
    case "observation": {
      const { on, minutes, scores, feedback } = entry.body;
      const seen = { day: date(on), hours: hours(words, minutes), scores: scoreWords(words, scores) };
      return feedback
        ? event("observationRated", { ...seen, ...feedbackParams(words, feedback) })
        : event("observation", seen);
    }
    case "cycle": {
      const { title, responses, marks } = entry.body;
      return event("cycle", {
        course: title,
        day: date(entry.body.on),
        responses: number(responses),
        mean: number(responses > 0 ? marks / responses / 100 : 0, 2),
      });
    }
    case "mentored":
      return event("mentored", {
        course: entry.body.title,
        day: date(entry.body.on),
        of: schemesIn(words, [entry.body.of]),
      });
    case "refresher":
      return event("refresher", { day: date(entry.body.on), score: share(words, entry.body.score) });
    case "feedback":
      return event("feedback", feedbackParams(words, entry.body));
    case "moved":
      return event("moved", { from: entry.body.from, to: entry.body.to });
    case "checklist": {
      const { on, done, steps, criticalMissed, missed, topics } = entry.body;
      const said = {
        day: date(on),
        done: number(done),
        steps: number(steps),
        critical: number(criticalMissed),
      };
      const counted = !missed || missed.length === 0;
      return event(`checklist${counted ? "" : "Named"}${topics ? "Of" : ""}`, {
        ...said,
        ...(topics && { topics: topicWords(words, topics) }),
        ...(!counted && { what: stepList(words, missed) }),
      });
    }
    case "decide-appeal":
      return event(`appeal-${entry.body.outcome}`);
    default:
      return event(entry.kind);
  }
}

/** As the version says it in this language, or else as the platform does. */
export const stepWords = ({ t, locale }: Pick<Words, "t" | "locale">, { step, says }: Step): string =>
  says?.[locale as Locale] ?? t(key(`step.${step}`));

/** Those that are critical say so, among others. */
export const stepList = (words: Say, steps: readonly Step[], among = true): string =>
  words.list(
    steps.map((one) => {
      const name = stepWords(words, one);
      return one.critical && among
        ? words.t(key("stepCritical"), { name })
        : words.t(key("stepNamed"), { name });
    }),
  );

const topicWords = ({ t, list }: Say, topics: readonly Topic[]): string =>
  list(topics.map((topic) => t(`trainers.topic.${topic}`)));
