import {
  hasTrainerText,
  inLanguage,
  modulesInOrder,
  type CourseOutline,
  type ModuleOutline,
  type SectionOutline,
  type TextState,
  type UnitOutline,
} from "./course-outline.ts";
import { isMoment, type Moment } from "./loan-cycle-moment.ts";
import { TRAINER_TEXTS, type TrainerText } from "./trainer-texts.ts";
import { languageStates, type TranslationState } from "./translation-state.ts";

/* What the pages about a course show, in one language; what has no translation stands there in the source. */

type UnitStates = ReadonlyMap<string, Record<string, TextState>>;

export type CourseCard = {
  courseId: string;
  version: string;
  programme: CourseOutline["programme"];
  /** The language the words below became. */
  locale: string;
  title: string;
  summary: string;
  audience: string;
  hours: number;
  modules: number;
  languages: { locale: string; state: TranslationState }[];
};

export type UnitLine = {
  id: string;
  kind: UnitOutline["kind"];
  minutes: number;
  title: string;
  locale: string;
  states: Record<string, TextState> | null;
};

export type ModuleView = {
  id: string;
  locale: string;
  title: string;
  summary: string;
  minutes: number;
  objectives: string[];
  moments: Moment[];
  units: UnitLine[];
  trainer: TrainerText[];
  clientForms: boolean;
};

export type SectionView = {
  id: string;
  kind: SectionOutline["kind"];
  group: SectionOutline["group"];
  title: string;
  modules: ModuleView[];
};

export type CourseView = CourseCard & {
  sections: SectionView[];
  selection: CourseOutline["selection"];
  final: { items: number; pass: number } | null;
};

export function courseCard(outline: CourseOutline, unitStates: UnitStates, asked: string): CourseCard {
  const { text, locale } = inLanguage(outline.texts, asked, outline.source);
  const { title, summary, audience } = text;
  return {
    courseId: outline.courseId,
    version: outline.version,
    programme: outline.programme,
    locale,
    title,
    summary,
    audience,
    hours: Math.max(1, Math.round(minutesToLearn(outline) / 60)),
    modules: modulesInOrder(outline).length,
    languages: languageStates(outline, unitStates),
  };
}

/** Of electives only as many count as must be chosen. */
function minutesToLearn(outline: CourseOutline): number {
  const minutesOf = (elective: boolean) =>
    outline.sections
      .filter(({ kind }) => (kind === "elective") === elective)
      .flatMap(({ modules }) => modules.map((id) => outline.modules[id]?.minutes ?? 0));
  const sum = (minutes: number[]) => minutes.reduce((total, part) => total + part, 0);
  const electives = minutesOf(true);
  const chosen = Math.min(electives.length, outline.selection?.total ?? electives.length);
  return sum(minutesOf(false)) + (electives.length > 0 ? (sum(electives) / electives.length) * chosen : 0);
}

export function courseView(outline: CourseOutline, unitStates: UnitStates, asked: string): CourseView {
  const { text } = inLanguage(outline.texts, asked, outline.source);
  const { final } = outline;
  return {
    ...courseCard(outline, unitStates, asked),
    sections: outline.sections.map(({ id, kind, group, modules }) => ({
      id,
      kind,
      group,
      title: text.sections[id] ?? outline.texts[outline.source]?.sections[id] ?? id,
      modules: modules.flatMap((moduleId) => {
        const module = outline.modules[moduleId];
        return module ? [moduleView(module, outline.source, unitStates, asked)] : [];
      }),
    })),
    selection: outline.selection,
    final: final && {
      items: "draw" in final.plan ? Object.values(final.plan.draw).reduce((sum, count) => sum + count, 0) : 0,
      pass: final.policy.pass,
    },
  };
}

function moduleView(
  module: ModuleOutline,
  source: string,
  unitStates: UnitStates,
  asked: string,
): ModuleView {
  const { text, locale } = inLanguage(module.texts, asked, source);
  return {
    id: module.id,
    locale,
    title: text.title,
    summary: text.summary,
    minutes: module.minutes,
    objectives: module.objectives.flatMap((id) => text.objectives[id] ?? []),
    moments: module.moments.filter(isMoment),
    clientForms: module.clientForms,
    trainer: TRAINER_TEXTS.filter((id) => hasTrainerText(module, id)),
    units: module.units.map(({ id, kind, minutes, titles }) => {
      const title = inLanguage(titles, asked, source);
      const states = unitStates.get(`${module.id}/${id}`) ?? null;
      return { id, kind, minutes, title: title.text, locale: title.locale, states };
    }),
  };
}
