import type {
  AssessmentPolicy,
  CourseOutline,
  ModuleOutline,
  QuizPlan,
  UnitOutline,
} from "#app/features/catalogue/course-outline.ts";
import type { Question, QuestionBody } from "#app/features/catalogue/question.ts";

/* A small course with one of everything: a mandatory section, a core one, two electives, quizzes, a plan, a final. */

export const policy = (own: Partial<AssessmentPolicy> = {}): AssessmentPolicy => ({
  pass: 70,
  attempts: null,
  daysBetween: 0,
  minutes: null,
  ...own,
});

export const unit = (id: string, own: Partial<UnitOutline> = {}): UnitOutline => ({
  id,
  kind: "reading",
  minutes: 10,
  objectives: [],
  file: null,
  assessment: null,
  titles: { en: `Title of ${id}`, fr: `Titre de ${id}` },
  ...own,
});

export const quiz = (id: string, plan: QuizPlan, own: Partial<AssessmentPolicy> = {}): UnitOutline =>
  unit(id, { kind: "quiz", assessment: { plan, policy: policy(own) } });

export const courseModule = (id: string, units: UnitOutline[]): ModuleOutline => ({
  id,
  minutes: 60,
  objectives: ["know", "do"],
  moments: [],
  units,
  trainer: { plan: false, slides: false },
  clientForms: false,
  texts: {
    en: { state: "source", title: `Module ${id}`, summary: "", objectives: {} },
    fr: { state: "machine-drafted", title: `Module ${id} (fr)`, summary: "", objectives: {} },
  },
});

const drawn: QuizPlan = { from: "objectives", draw: { know: 2, do: 3 } };

export function courseOutline(own: Partial<CourseOutline> = {}): CourseOutline {
  return {
    courseId: "essentials",
    version: "1.0",
    programme: "management",
    source: "en",
    languages: ["en", "fr"],
    sections: [
      { id: "first", kind: "mandatory-first", group: null, modules: ["intro"] },
      { id: "core", kind: "core", group: null, modules: ["risk"] },
      { id: "choice", kind: "elective", group: "products", modules: ["savings", "leasing"] },
    ],
    selection: null,
    final: {
      plan: { from: "modules", draw: { intro: 2, risk: 3 } },
      policy: policy({ attempts: 2, daysBetween: 1, minutes: 60 }),
    },
    modules: {
      intro: courseModule("intro", [unit("read"), quiz("test", drawn, { attempts: 3 })]),
      risk: courseModule("risk", [
        unit("par"),
        quiz("test", drawn),
        quiz("letter", { from: "form", items: ["letter", "word"] }, { attempts: 1, pass: 50 }),
        unit("goal", { kind: "action-plan" }),
      ]),
      savings: courseModule("savings", [unit("save")]),
      leasing: courseModule("leasing", [unit("lease")]),
    },
    texts: {
      en: {
        state: "source",
        title: "Management essentials",
        summary: "",
        audience: "",
        sections: { first: "First", core: "Core", choice: "Choice" },
      },
      fr: {
        state: "machine-drafted",
        title: "L’essentiel de la gestion",
        summary: "",
        audience: "",
        sections: { first: "D’abord", core: "Tronc", choice: "Choix" },
      },
    },
    ...own,
  };
}

const item = (
  moduleId: string,
  id: string,
  objective: string,
  body: QuestionBody,
  points = 100,
): Question => ({
  id,
  moduleId,
  objective,
  level: "application",
  difficulty: 2,
  points,
  body,
});

const BODIES: QuestionBody[] = [
  { kind: "single", options: ["a", "b", "c", "d"], key: "b" },
  { kind: "multiple", options: ["a", "b", "c", "d"], key: ["a", "c"] },
  { kind: "true-false", key: true },
  { kind: "numeric", key: "7.0", tolerance: "0.1" },
  {
    kind: "matching",
    left: ["l1", "l2", "l3"],
    right: ["r1", "r2", "r3", "r4"],
    key: { l1: "r2", l2: "r1", l3: "r4" },
  },
  { kind: "ordering", options: ["a", "b", "c", "d"] },
];

/** Per module and objective one item of each kind, and in `risk` a fixed form of a letter and a word. */
export function questions(): Map<string, Question> {
  const all = ["intro", "risk"].flatMap((moduleId) =>
    ["know", "do"].flatMap((objective) =>
      BODIES.map((body) => item(moduleId, `${objective}-${body.kind}`, objective, body)),
    ),
  );
  all.push(item("risk", "letter", "do", { kind: "free-text" }, 400));
  all.push(item("risk", "word", "know", { kind: "short-text" }));
  return new Map(all.map((question) => [`${question.moduleId}/${question.id}`, question]));
}
