import { FINAL, inLanguage, type CourseOutline } from "#app/features/catalogue/course-outline.ts";
import { askedFor, asksActivities, type Format } from "#app/features/cohorts/completion.ts";
import { isPass } from "#app/features/learning/attempt.ts";
import { countsIn, type CourseProgress, type LearningRecord } from "#app/features/learning/progress.ts";
import { LOCALES, type Locale } from "#app/lib/locales.ts";

/*
 * What stands behind a certificate of a course, module by module: hours and results, in two languages. It is of the day
 * it is drawn: results are only ever added to.
 */

export type Result =
  /** The best share of each test in it; attempts are never summed. */
  | { kind: "tested"; shares: number[]; passed: boolean }
  | { kind: "done" }
  /** The course was held in a room, and asks for no work beside it. */
  | { kind: "in-sessions" }
  | { kind: "open" };

export type TranscriptRow = { titles: [string, string]; minutes: number; result: Result };

/** A line below the modules; the last is what the certificate says. */
export type HoursLine = { what: "planned" | "sessions" | "attended" | "total"; minutes: number };

export type Transcript = {
  languages: [Locale, Locale];
  course: [string, string];
  rows: TranscriptRow[];
  hours: HoursLine[];
  final: Result | null;
  /** null: the course asks for no plan. */
  plan: { approved: boolean } | null;
  recordedOn: string;
};

/** The one asked for; else English, which travels, or French beside it. */
export function secondLanguage(first: Locale, asked: string | null): Locale {
  const wanted = LOCALES.find((locale) => locale === asked && locale !== first);
  return wanted ?? (first === "en" ? "fr" : "en");
}

/**
 * How the hours of the modules lead to those that were certified: of a course in a room they were planned, and what was
 * attended counts; of one at a distance they are what counts; of a blended one the sessions come on top.
 */
export function hoursLines(
  rows: readonly Pick<TranscriptRow, "minutes">[],
  { format, minutes }: { format: Format; minutes: number },
): HoursLine[] {
  const ofModules = rows.reduce((sum, row) => sum + row.minutes, 0);
  switch (askedFor(format)) {
    case "attendance":
      return [
        { what: "planned", minutes: ofModules },
        { what: "attended", minutes },
      ];
    case "both":
      return [
        { what: "sessions", minutes: minutes - ofModules },
        { what: "total", minutes },
      ];
    case "activities":
      return [{ what: "total", minutes }];
  }
}

type Known = {
  outline: CourseOutline;
  format: Format;
  /** As certified. */
  minutes: number;
  progress: CourseProgress;
  record: LearningRecord;
};

export function transcriptParts(
  { outline, format, minutes, progress, record }: Known,
  languages: [Locale, Locale],
) {
  const inBoth = (texts: Record<string, { title: string }>): [string, string] => {
    const [first, second] = languages.map((locale) => inLanguage(texts, locale, outline.source).text.title);
    return [first!, second!];
  };
  const modules = progress.sections.flatMap((section) => section.modules.filter(countsIn));
  const rows = modules.map(({ module, state, units }): TranscriptRow => {
    const tests = units.filter(({ unit }) => unit.assessment).map(({ unit }) => unit.id);
    const tested = testedIn(record, module.id, tests);
    const finished = state === "done" || state === "not-passed";
    const untested: Result = finished
      ? { kind: "done" }
      : asksActivities(format)
        ? { kind: "open" }
        : { kind: "in-sessions" };
    return { titles: inBoth(module.texts), minutes: module.minutes, result: tested ?? untested };
  });
  return {
    course: inBoth(outline.texts),
    rows,
    hours: hoursLines(rows, { format, minutes }),
    final: progress.final && (testedIn(record, FINAL.moduleId, [FINAL.unitId]) ?? { kind: "open" as const }),
    plan: progress.plan && { approved: progress.plan.state === "approved" },
  };
}

/** Null where nothing has been marked. */
function testedIn(record: LearningRecord, moduleId: string, tests: string[]): Result | null {
  const sat = tests.map((unitId) =>
    record.attempts.filter((attempt) => attempt.moduleId === moduleId && attempt.unitId === unitId),
  );
  const shares = sat.flatMap((attempts) => {
    const marked = attempts.flatMap(({ points, maxPoints }) => (points === null ? [] : [points / maxPoints]));
    return marked.length === 0 ? [] : [Math.max(...marked)];
  });
  if (shares.length === 0) return null;
  return { kind: "tested", shares, passed: sat.every((attempts) => attempts.some(isPass)) };
}
