import { courseTitle, type Title } from "#app/features/learning/titles.ts";
import type { CourseOutline } from "#app/features/catalogue/course-outline.ts";
import type { CallPhase } from "./call.ts";
import { inLocale, type CallQuestion, type CallWords } from "./call-forms.ts";

/* A call as its public pages show it, each text in the visitor's language or, marked, in one it is written in. */

export type CallView = {
  callId: string;
  course: Title;
  name: string;
  phase: CallPhase;
  opensOn: string;
  closesOn: string;
  startDate: string;
  endDate: string;
  place: string;
  timeZone: string;
  format: string;
  locales: string[];
  host: string | null;
  seats: number;
  contact: string;
  about: Title | null;
  criteria: Title | null;
  costs: Title | null;
};

export type CallFor = {
  id: string;
  phase: CallPhase;
  opensOn: string;
  closesOn: string;
  seats: number;
  contact: string;
  words: Record<string, CallWords>;
  cohort: {
    name: string;
    startDate: string;
    endDate: string;
    place: string;
    timeZone: string;
    format: string;
    locales: string[];
    host: string | null;
  };
  version: { outline: CourseOutline };
};

export function callView(call: CallFor, locale: string): CallView {
  const { id, phase, opensOn, closesOn, seats, contact, words, cohort, version } = call;
  const { name, startDate, endDate, place, timeZone, format, locales, host } = cohort;
  const text = (part: keyof CallWords): Title | null => {
    const found = inLocale(words, locale, (each) => each[part] === "");
    return found && { words: found.words[part], locale: found.locale };
  };
  return {
    callId: id,
    phase,
    opensOn,
    closesOn,
    seats,
    contact,
    name,
    startDate,
    endDate,
    place,
    timeZone,
    format,
    locales,
    host,
    course: courseTitle(version.outline, locale),
    about: text("about"),
    criteria: text("criteria"),
    costs: text("costs"),
  };
}

export type QuestionView = Pick<CallQuestion, "id" | "kind" | "required"> & { title: Title };

export const questionViews = (questions: readonly CallQuestion[], locale: string): QuestionView[] =>
  questions.flatMap(({ id, kind, required, words }) => {
    const found = inLocale(words, locale, (text) => text === "");
    return found ? [{ id, kind, required, title: { words: found.words, locale: found.locale } }] : [];
  });
