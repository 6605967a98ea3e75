/* The few words that the platform itself puts into a lesson, in the language of the lesson (docs/courseware.md).
 * They are printed into the text when a version is published, so they belong to the version as the text does. */

export const CALLOUTS = ["note", "gender", "protect", "rule", "say"] as const;
export type Callout = (typeof CALLOUTS)[number];

export type LessonLabels = Record<Callout | "check" | "answer" | "resolution" | "table", string> & {
  /** Titles of quizzes that have no text of their own. */
  quiz: string;
  form: string;
};

const LABELS: Record<string, LessonLabels> = {
  en: {
    note: "Remember",
    gender: "Who gains, who pays",
    protect: "Protecting the client",
    rule: "Rule of thumb",
    say: "Say it aloud",
    check: "Check yourself",
    answer: "Show the answer",
    resolution: "What an experienced facilitator would say",
    table: "Table",
    quiz: "Module test",
    form: "Written answer",
  },
  fr: {
    note: "À retenir",
    gender: "Qui y gagne, qui paie",
    protect: "Protéger le client",
    rule: "Règle simple",
    say: "À dire à voix haute",
    check: "À vous de vérifier",
    answer: "Voir la réponse",
    resolution: "Ce que dirait une personne qui anime depuis longtemps",
    table: "Tableau",
    quiz: "Test du module",
    form: "Réponse écrite",
  },
};

/** The languages a course may be written in. */
export const LESSON_LANGUAGES = Object.keys(LABELS);

/** The words of a language; English for one we have no words in (content:check refuses it first). */
export const labelsIn = (language: string): LessonLabels => LABELS[language] ?? LABELS["en"]!;
